package io.pinelink.testing;

import java.net.InetSocketAddress;

/**
 * Where a private endpoint listens.
 *
 * @param id no other endpoint of the server has it
 */
record EndpointAddress(String id, InetSocketAddress address) {}
