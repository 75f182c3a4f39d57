package io.pinelink.server;

import io.pinelink.server.internal.admin.EndpointAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A private endpoint of an {@link EmbeddedPinecone}: an ingress to the data plane that belongs to
 * one project. Its certificate covers the private names of the indexes of all projects, because the
 * names have one zone per region.
 *
 * @param id an id that is unique in the server, such as {@code vpce-00000000000000001}
 * @param address the listening address
 */
public record PrivateEndpoint(String id, InetSocketAddress address) {
  /** Checks that no part is null. */
  public PrivateEndpoint {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(address, "address is null");
  }

  static PrivateEndpoint of(EndpointAddress endpoint) {
    return new PrivateEndpoint(endpoint.id(), endpoint.address());
  }

  EndpointAddress asAddress() {
    return new EndpointAddress(id, address);
  }
}
