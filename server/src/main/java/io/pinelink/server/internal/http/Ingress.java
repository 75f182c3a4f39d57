package io.pinelink.server.internal.http;

/**
 * How a call came in.
 *
 * @param privateEndpoint the id of the private endpoint; empty if it came by none
 * @param port the server's port that it came to
 */
public record Ingress(ListenerRole listener, String privateEndpoint, int port) {}
