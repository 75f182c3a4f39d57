package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;

/** Calls without a connection, for unit tests of other packages. */
public final class ServerCalls {
  private ServerCalls() {}

  /** Returns a call that arrived at the control plane. */
  public static ServerCall ofControl(
      String method, String uri, HttpHeaders headers, boolean fromLoopback, boolean encrypted) {
    return new ServerCall(
        new Ingress(ListenerRole.CONTROL, "", 0, encrypted, fromLoopback),
        method,
        uri,
        headers,
        new byte[0]);
  }
}
