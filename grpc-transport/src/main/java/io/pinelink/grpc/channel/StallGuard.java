package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOutboundBuffer;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Connection;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListener;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Stream;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.StreamBufferingEncoder;
import io.grpc.netty.shaded.io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A guard that abandons a connection on which calls make no progress. gRPC itself would keep them
 * until their deadlines: its keep-alive only detects a peer that does not answer pings, after 80
 * seconds.
 *
 * <p>The guard checks the state of the connection four times in each bound, on its event loop. A
 * state found at five checks in a row has lasted for at least the bound:
 *
 * <ul>
 *   <li>The socket has accepted none of the written bytes, and the server has ended no call: the
 *       connection is closed, which discards those bytes. So a call that is reported as unsent
 *       cannot be sent later.
 *   <li>Calls wait for the server's limit of concurrent streams, and none was admitted.
 *   <li>Calls were sent, and no part of a response has arrived for any of them.
 * </ul>
 *
 * <p>In the last two cases the connection is shut down, and treated as if the server had sent a
 * GOAWAY that covers the calls which were sent. gRPC then makes new calls on another connection and
 * fails the waiting ones, which were certainly not sent; those that were sent may still be
 * answered. When they have ended, the connection is closed. gRPC leaves that to the server, so the
 * guard also does it after a GOAWAY from the server.
 *
 * <p>Pings and similar frames do not count as progress, since a server that accepts no calls can
 * send them.
 */
final class StallGuard extends ChannelHandlerAdapter {
  private static final int CHECKS_IN_BOUND = 4;

  private final Http2ConnectionHandler http2;
  private final Duration bound;
  private final InformationalGuard informational;
  private @Nullable ScheduledFuture<?> checks;

  /** The buffer that the socket was to accept next at the last check; null if there was none. */
  private @Nullable Object next;

  /** How many bytes of that buffer the socket had accepted. */
  private long accepted;

  private boolean answered;
  private boolean ended;
  private boolean opened;
  private int checksUnread;
  private int checksHeld;
  private int checksSilent;

  StallGuard(Http2ConnectionHandler http2, Duration bound) {
    this.http2 = http2;
    this.bound = bound;
    this.informational = new InformationalGuard(http2);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    http2.decoder().frameListener(new Answers(http2.decoder().frameListener()));
    http2.connection().addListener(new Openings());
    long pause = Math.max(1, bound.toNanos() / CHECKS_IN_BOUND);
    checks =
        context
            .executor()
            .scheduleWithFixedDelay(() -> check(context), pause, pause, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (checks != null) {
      checks.cancel(false);
    }
  }

  private void check(ChannelHandlerContext context) {
    count(context);
    Http2Connection connection = http2.connection();
    if (checksUnread >= CHECKS_IN_BOUND) {
      fail(context, "the server read nothing and ended no call for " + bound.toSeconds() + " s");
    } else if (connection.goAwayReceived()) {
      if (connection.numActiveStreams() == 0 && held() == 0) {
        drop(context);
      }
    } else if (checksHeld > CHECKS_IN_BOUND) {
      leave(context, "the server allowed no call to start for " + bound.toSeconds() + " s");
    } else if (checksSilent > CHECKS_IN_BOUND && checksUnread == 0) {
      leave(context, "the server answered no call for " + bound.toSeconds() + " s");
    }
  }

  private void count(ChannelHandlerContext context) {
    checksUnread = isAccepting(context) || ended ? 0 : checksUnread + 1;
    checksHeld = held() == 0 || opened ? 0 : checksHeld + 1;
    if (answered) {
      checksSilent = 0;
    } else if (http2.connection().numActiveStreams() > 0) {
      // Without calls there is nothing to answer, but abandoned calls are no answer either.
      checksSilent++;
    }
    answered = false;
    ended = false;
    opened = false;
  }

  private void answered(boolean end) {
    answered = true;
    ended |= end;
  }

  private int held() {
    return http2.encoder() instanceof StreamBufferingEncoder buffering
        ? buffering.numBufferedStreams()
        : 0;
  }

  /** Returns whether no bytes are pending, or the socket has accepted some since the last check. */
  private boolean isAccepting(ChannelHandlerContext context) {
    ChannelOutboundBuffer pending = context.channel().unsafe().outboundBuffer();
    Object first = pending == null ? null : pending.current();
    long progress = pending == null ? 0 : pending.currentProgress();
    boolean accepting = first == null || first != next || progress != accepted;
    next = first;
    accepted = progress;
    return accepting;
  }

  private void leave(ChannelHandlerContext context, String why) {
    Http2Connection connection = http2.connection();
    // First, so that the calls that fail next are not repeated on this connection.
    var unused = context.channel().close();
    try {
      connection.goAwayReceived(
          connection.local().lastStreamCreated(),
          Http2Error.NO_ERROR.code(),
          Unpooled.copiedBuffer("connection abandoned: " + why, US_ASCII));
    } catch (Http2Exception e) {
      fail(context, why);
    }
  }

  /** Fails the calls of a connection and closes it, without waiting for the server. */
  static void fail(ChannelHandlerContext context, String why) {
    context.fireExceptionCaught(
        Status.UNAVAILABLE.withDescription("connection abandoned: " + why).asRuntimeException());
    drop(context);
  }

  /**
   * Closes the socket directly: HTTP/2 and TLS would wait until their closing messages are read.
   */
  private static void drop(ChannelHandlerContext context) {
    var unused = context.pipeline().firstContext().close();
  }

  /** Records the frames that a server sends only when it processes a call. */
  private final class Answers extends Http2FrameListenerDecorator {
    Answers(Http2FrameListener next) {
      super(next);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end)
        throws Http2Exception {
      answered(end);
      return super.onDataRead(context, stream, data, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
        throws Http2Exception {
      answered(end);
      super.onHeadersRead(context, stream, headers, padding, end);
      informational.check(context, stream, headers);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end)
        throws Http2Exception {
      answered(end);
      super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
      informational.check(context, stream, headers);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long code)
        throws Http2Exception {
      answered(true);
      super.onRstStreamRead(context, stream, code);
    }
  }

  private final class Openings extends Http2ConnectionAdapter {
    @Override
    public void onStreamActive(Http2Stream stream) {
      opened = true;
    }
  }
}
