package io.pinelink.testing;

/**
 * How a call came in.
 *
 * @param privateEndpoint the id of the private endpoint; empty if it came by none
 * @param port the server's port that it came to
 */
record Way(ListenerRole listener, String privateEndpoint, int port) {}
