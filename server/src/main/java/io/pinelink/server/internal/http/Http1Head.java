package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A check of the line ends in the heads of HTTP/1.1 requests. A line that continues the previous
 * one, and a line that ends with LF alone, are read differently by different implementations.
 */
final class Http1Head {
  private static final int BAD_REQUEST = 400;

  private byte last;
  private boolean folded;
  private boolean bareLineFeed;

  /** Parses more bytes of a head. */
  void follow(ByteBuf bytes) {
    for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
      byte next = bytes.getByte(at);
      folded |= last == '\n' && (next == ' ' || next == '\t');
      bareLineFeed |= next == '\n' && last != '\r';
      last = next;
    }
  }

  /** Ends a head; returns its refusal, or empty if its line ends are unambiguous. */
  Optional<RequestRefusal> end() {
    Optional<RequestRefusal> refusal =
        folded
            ? Optional.of(new RequestRefusal(BAD_REQUEST, "Header continues on the next line"))
            : bareLineFeed
                ? Optional.of(new RequestRefusal(BAD_REQUEST, "Line ends with LF, not CR LF"))
                : Optional.empty();
    last = 0;
    folded = false;
    bareLineFeed = false;
    return refusal;
  }
}
