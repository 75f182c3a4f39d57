package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.http.ServerCall;
import java.util.Optional;

/** The check of compressed bodies over HTTP, which the server does not decode; gRPC has its own. */
public final class BodyEncoding {
  /** The header that names a compression. */
  public static final String HEADER = "content-encoding";

  private BodyEncoding() {}

  /** Returns why the body of a call cannot be read; empty if it is not compressed. */
  public static Optional<String> objection(ServerCall call) {
    String encoding = call.header(HEADER);
    return call.isGrpc() || encoding.isEmpty() || encoding.equalsIgnoreCase("identity")
        ? Optional.empty()
        : Optional.of(
            "Content-Encoding is '" + encoding + "', expected none: send the body uncompressed");
  }
}
