package io.pinelink.server.internal.http;

/**
 * The point at which a call entered the server.
 *
 * @param listener the listener that received the call
 * @param privateEndpoint the id of the private endpoint; empty for other listeners
 * @param port the server port that received the call
 * @param encrypted whether the call arrived over TLS
 * @param fromLoopback whether the other end of the connection has a loopback address
 */
public record Ingress(
    ListenerRole listener,
    String privateEndpoint,
    int port,
    boolean encrypted,
    boolean fromLoopback) {}
