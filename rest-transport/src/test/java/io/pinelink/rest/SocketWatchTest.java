package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketWatchTest {
  private static final int LENGTH = 10;

  private final Deque<ChannelPromise> asked = new ArrayDeque<>();
  private final SocketWatch watch = new SocketWatch();

  /** Its first handler is the socket: it takes what the test says. */
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(
                ChannelHandlerContext context, Object message, ChannelPromise promise) {
              ((ByteBuf) message).release();
              asked.add(promise);
            }
          },
          watch);

  @AfterEach
  void close() {
    channel.close().syncUninterruptibly();
  }

  private ChannelFuture write() {
    return channel.write(Unpooled.wrappedBuffer(new byte[LENGTH]));
  }

  private ChannelProgressivePromise watched() {
    return (ChannelProgressivePromise) asked.remove();
  }

  @Test
  void bytesThatAreRefusedAreNotTaken() {
    long then = watch.watch();
    var written = write();
    IOException reset = new IOException("reset by peer");
    assertThat(watched().tryFailure(reset)).isTrue();

    assertThat(watch.hasTakenSince(then)).isFalse();
    assertThat(written.cause()).isSameAs(reset);
  }

  @Test
  void bytesThatWaitAreNotTaken() {
    long then = watch.watch();
    var unused = write();

    assertThat(watch.hasTakenSince(then)).isFalse();
  }

  @Test
  void allBytesAreTaken() {
    long then = watch.watch();
    var written = write();
    assertThat(watched().trySuccess()).isTrue();

    assertThat(watch.hasTakenSince(then)).isTrue();
    assertThat(written.isSuccess()).isTrue();
  }

  @Test
  void someBytesAreTakenThoughTheRestIsRefused() {
    long then = watch.watch();
    var unused = write();
    ChannelProgressivePromise promise = watched();
    assertThat(promise.tryProgress(1, LENGTH)).isTrue();
    assertThat(promise.tryFailure(new IOException("reset by peer"))).isTrue();

    assertThat(watch.hasTakenSince(then)).isTrue();
  }

  @Test
  void whatWasTakenBeforeIsAnothersAndWhatFollowsIsNotWatched() {
    long first = watch.watch();
    var unused = write();
    assertThat(watched().trySuccess()).isTrue();
    unused = write();
    assertThat(asked.remove()).isNotInstanceOf(ChannelProgressivePromise.class);

    long second = watch.watch();

    assertThat(watch.hasTakenSince(second)).isFalse();
    assertThat(watch.hasTakenSince(first)).isTrue();
  }
}
