package io.pinelink.network;

import java.util.Optional;

/**
 * How the connections of a route are made and kept. Calls share a connection only where this is
 * equal.
 *
 * @param guard which addresses the route may lead to; empty where any will do
 * @param tls whom to believe to be the service
 * @param proxy the proxy to go through; empty for none
 * @param life how long connections are kept
 */
public record DialOptions(
    Optional<AddressGuard> guard,
    TlsOptions tls,
    Optional<HttpProxy> proxy,
    ConnectionLifetime life) {}
