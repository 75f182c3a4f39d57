package io.pinelink.network;

import org.jspecify.annotations.Nullable;

/**
 * How the connections of a route are made and kept. Calls share a connection only where this is
 * equal.
 *
 * @param guard which addresses the route may lead to; null where any will do
 * @param tls whom to believe to be the service
 * @param proxy the proxy to go through; null for none
 * @param life how long connections are kept
 */
public record DialOptions(
    @Nullable AddressGuard guard,
    TlsOptions tls,
    @Nullable HttpProxy proxy,
    ConnectionLifetime life) {}
