package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpStatusClass;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.pinelink.server.internal.http.ConnectionTimeouts.Arrival;
import org.jspecify.annotations.Nullable;

/** The handlers that report the arrival of requests on one connection to its timeouts. */
final class RequestArrivals {
  private final ConnectionTimeouts timeouts;
  // From the start of the connection, with its TLS handshake, to the first request.
  private final Arrival start;
  // From the first byte to the end of an HTTP/1.1 request or HTTP/2 frame.
  private @Nullable Arrival arrival;

  RequestArrivals(ConnectionTimeouts timeouts) {
    this.timeouts = timeouts;
    this.start = timeouts.begin();
  }

  private void begin() {
    if (arrival == null) {
      arrival = timeouts.begin();
    }
  }

  private void end() {
    if (arrival != null) {
      timeouts.end(arrival);
      arrival = null;
    }
  }

  /** Returns the handler in front of the HTTP/1.1 codec. */
  ChannelHandler http1Bytes() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        begin();
        context.fireChannelRead(bytes);
      }
    };
  }

  /** Returns the handler behind the aggregator of HTTP/1.1 requests. */
  ChannelHandler http1Requests() {
    return new ChannelDuplexHandler() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object request) {
        timeouts.end(start);
        end();
        timeouts.unanswered();
        context.fireChannelRead(request);
      }

      @Override
      public void write(ChannelHandlerContext context, Object response, ChannelPromise promise) {
        if (isEnd(response)) {
          timeouts.answered();
        }
        ChannelFuture unused = context.write(response, promise);
      }
    };
  }

  /** Returns whether a message is the end of a response; informational responses precede it. */
  private static boolean isEnd(Object message) {
    return message instanceof LastHttpContent
        && !(message instanceof HttpResponse head
            && head.status().codeClass() == HttpStatusClass.INFORMATIONAL);
  }

  /** Returns the handler in front of the HTTP/2 codec. */
  ChannelHandler http2Bytes() {
    Http2FrameBoundary boundary = new Http2FrameBoundary();
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (boundary.follow((ByteBuf) bytes)) {
          end();
        }
        if (!boundary.isReached()) {
          begin();
        }
        context.fireChannelRead(bytes);
      }
    };
  }

  /** Returns the handler behind the aggregator of one HTTP/2 stream. */
  ChannelHandler http2Request() {
    // The stream has a timeout of its own.
    timeouts.end(start);
    return new StreamRequest(timeouts);
  }

  private static final class StreamRequest extends ChannelDuplexHandler {
    private final ConnectionTimeouts timeouts;
    private final Arrival arrival;
    private boolean unanswered;

    StreamRequest(ConnectionTimeouts timeouts) {
      this.timeouts = timeouts;
      this.arrival = timeouts.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object request) {
      // A streaming call has several messages.
      if (!unanswered) {
        timeouts.end(arrival);
        timeouts.unanswered();
        unanswered = true;
      }
      context.fireChannelRead(request);
    }

    @Override
    public void write(ChannelHandlerContext context, Object response, ChannelPromise promise) {
      if (isEnd(response)) {
        answered();
      }
      ChannelFuture unused = context.write(response, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      timeouts.end(arrival);
      answered();
      context.fireChannelInactive();
    }

    private void answered() {
      if (unanswered) {
        unanswered = false;
        timeouts.answered();
      }
    }
  }
}
