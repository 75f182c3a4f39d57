package io.pinelink.server.internal.admin;

import java.net.InetSocketAddress;

/**
 * Where a private endpoint listens.
 *
 * @param id no other endpoint of the server has it
 */
public record EndpointAddress(String id, InetSocketAddress address) {}
