package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Connection;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * A guard that closes a connection on which a call gets more than {@value #MAX} informational
 * responses, as the REST transport does. gRPC ignores any number of them, and a connection flooded
 * with them serves no other call.
 */
final class InformationalGuard {
  static final int MAX = 100;

  private final Http2ConnectionHandler http2;
  private final Http2Connection.PropertyKey counts;

  InformationalGuard(Http2ConnectionHandler http2) {
    this.http2 = http2;
    this.counts = http2.connection().newKey();
  }

  /** Counts the head of a response. */
  void check(ChannelHandlerContext context, int id, Http2Headers headers) {
    CharSequence status = headers.status();
    Http2Stream stream = http2.connection().stream(id);
    if (stream == null || status == null || status.length() != 3 || status.charAt(0) != '1') {
      return;
    }
    @Nullable Integer before = stream.getProperty(counts);
    int count = before == null ? 1 : before + 1;
    stream.setProperty(counts, count);
    if (count == MAX + 1) {
      StallGuard.fail(context, "the server sent more than " + MAX + " informational responses");
    }
  }
}
