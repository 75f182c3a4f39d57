package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.grpc.netty.shaded.io.netty.handler.codec.http.TooLongHttpLineException;

/** The refusal of bytes that are not an unambiguous HTTP/1.1 request. */
final class RequestRefusal extends Exception {
  private static final long serialVersionUID = 1;

  private static final int BAD_REQUEST = 400;
  private static final int URI_TOO_LONG = 414;
  private static final int HEADERS_TOO_LARGE = 431;

  private final int status;

  RequestRefusal(int status, String reason) {
    super(reason);
    this.status = status;
  }

  /** Returns the refusal of a request that the codec could not decode. */
  static RequestRefusal of(Throwable cause) {
    if (cause instanceof RequestRefusal refusal) {
      return refusal;
    }
    int status =
        cause instanceof TooLongHttpLineException
            ? URI_TOO_LONG
            : cause instanceof TooLongHttpHeaderException ? HEADERS_TOO_LARGE : BAD_REQUEST;
    return new RequestRefusal(status, "Cannot parse the request: " + cause.getMessage());
  }

  /** Returns the response, after which the connection is closed. */
  ServerResponse response() {
    return ServerResponse.text(status, String.valueOf(getMessage())).with("connection", "close");
  }
}
