package io.pinelink.server.internal.admin;

import java.net.InetSocketAddress;

/**
 * The id and the listening address of a private endpoint.
 *
 * @param id an id that is unique in the server
 */
public record EndpointAddress(String id, InetSocketAddress address) {}
