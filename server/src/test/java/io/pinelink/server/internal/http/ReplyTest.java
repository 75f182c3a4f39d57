package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a call whose client has gone leaves no task behind, which would keep its body. */
class ReplyTest {
  private static final long NOTHING = -1;

  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final Reply reply =
      new Reply(
          Objects.requireNonNull(channel.pipeline().firstContext()),
          () -> CompletableFuture.completedFuture(ServerResponse.text(200, "text")),
          new RequestLog(call -> RequestLog.Target.NONE, request -> {})
              .arrived(
                  new ServerCall(
                      ListenerRole.CONTROL, "GET", "/", new DefaultHttpHeaders(), new byte[0])),
          Runnable::run,
          () -> {});

  @AfterEach
  void release() {
    boolean unused = channel.finishAndReleaseAll();
  }

  private long scheduled() {
    channel.runPendingTasks();
    return channel.runScheduledPendingTasks();
  }

  @Test
  void aDelayedCallEndsWithItsClient() {
    ResponsePlan plan = new ResponsePlan();
    plan.delay(Duration.ofDays(1));
    reply.run(plan);
    assertThat(scheduled()).isPositive();

    reply.gone();

    assertThat(scheduled()).isEqualTo(NOTHING);
  }

  @Test
  void aSlowResponseEndsWithItsClient() {
    ResponsePlan plan = new ResponsePlan();
    plan.delayEnd(Duration.ofDays(1));
    reply.run(plan);
    assertThat(scheduled()).isPositive();

    reply.gone();

    assertThat(scheduled()).isEqualTo(NOTHING);
  }
}
