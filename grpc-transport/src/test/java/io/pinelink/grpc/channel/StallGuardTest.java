package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelOutboundBuffer;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StallGuardTest {
  private static final Duration BOUND = Duration.ofSeconds(4);
  private static final int CHECKS = 5;
  private static final int PENDING = 100_000;

  private final Socket channel = new Socket();

  @BeforeEach
  void write() {
    Http2ConnectionHandler http2 =
        new Http2ConnectionHandlerBuilder()
            .server(false)
            .frameListener(new Http2FrameAdapter())
            .build();
    channel.freezeTime();
    channel.pipeline().addLast(http2, new StallGuard(http2, BOUND));
    channel.accepted = Integer.MAX_VALUE;
    channel.flush(); // the preface
    channel.accepted = 0;
    var unused = channel.writeOneOutbound(Unpooled.wrappedBuffer(new byte[PENDING]));
    channel.flush();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void check() {
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void aConnectionIsClosedIfTheSocketAcceptsNothing() {
    for (int i = 1; i < CHECKS; i++) {
      check();
      assertThat(channel.isOpen()).isTrue();
    }
    check();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(channel::checkException).hasMessageContaining("the server read nothing");
  }

  @Test
  void aConnectionIsKeptWhileTheSocketAcceptsSomeOfTheBytes() {
    for (int i = 0; i < 4 * CHECKS; i++) {
      channel.accepted = i % (CHECKS - 1) == 0 ? 1 : 0;
      channel.flush();
      check();
    }
    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.bytesBeforeWritable()).isGreaterThan(0);
  }

  @Test
  void aConnectionIsKeptIfTheSocketHasAcceptedAll() {
    channel.accepted = PENDING;
    channel.flush();
    for (int i = 0; i < 4 * CHECKS; i++) {
      check();
    }
    assertThat(channel.isOpen()).isTrue();
  }

  /** A channel whose socket accepts only some bytes at each flush. */
  private static final class Socket extends EmbeddedChannel {
    private int accepted;

    @Override
    protected void doWrite(ChannelOutboundBuffer pending) {
      int left = accepted;
      while (left > 0 && pending.current() instanceof ByteBuf next) {
        int part = Math.min(left, next.readableBytes());
        pending.removeBytes(part);
        left -= part;
      }
    }
  }
}
