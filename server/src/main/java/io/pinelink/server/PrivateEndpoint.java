package io.pinelink.server;

import io.pinelink.server.internal.admin.EndpointAddress;
import java.net.InetSocketAddress;

/**
 * A private endpoint: a way into the data plane that belongs to one project of an {@link
 * EmbeddedPinecone}. Its certificate is for the private names of the indexes of all projects, as
 * the names have one zone a region.
 *
 * @param id such as {@code vpce-00000000000000001}; no other endpoint of the server has it
 * @param address where it listens
 */
public record PrivateEndpoint(String id, InetSocketAddress address) {
  static PrivateEndpoint of(EndpointAddress endpoint) {
    return new PrivateEndpoint(endpoint.id(), endpoint.address());
  }

  EndpointAddress asAddress() {
    return new EndpointAddress(id, address);
  }
}
