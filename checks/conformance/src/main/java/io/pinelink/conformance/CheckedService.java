package io.pinelink.conformance;

import io.pinelink.Pinelink;
import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.IndexHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/** The way to the service that a run checks. */
interface CheckedService {
  /** Returns the settings of every client: the key. */
  Pinelink.Builder settings();

  /** Returns the settings of a client that connects without the proxy. */
  Pinelink.Builder direct();

  /** Returns the address of the control plane. */
  Upstream.Target controlPlane();

  /**
   * Returns the address of an index on a kind of route.
   *
   * @param host the host in the description of the index
   * @throws IOException if the route does not exist
   */
  Upstream.Target index(String host, RouteSide side) throws IOException;

  /** Returns the service with a key, at a control plane such as {@code https://api.pinecone.io}. */
  static CheckedService at(String controlPlane, String apiKey) {
    return new CheckedService() {
      @Override
      public Pinelink.Builder settings() {
        return Pinelink.builder().apiKey(apiKey);
      }

      @Override
      public Pinelink.Builder direct() {
        return settings().controlPlane(controlPlane);
      }

      @Override
      public Upstream.Target controlPlane() {
        return Upstream.Target.of(URI.create(controlPlane));
      }

      @Override
      public Upstream.Target index(String host, RouteSide side) throws IOException {
        IndexHost given = IndexHost.parse(host);
        if (given.isLocal()) {
          // Names of indexes under localhost need no DNS.
          return new Upstream.Target(
              URI.create("http://localhost:" + given.port()), given.authority());
        }
        IndexHost dialled = side == RouteSide.PRIVATE ? given.privateHost() : given.publicHost();
        if (side == RouteSide.PRIVATE) {
          for (InetAddress address : InetAddress.getAllByName(dialled.name())) {
            if (!AddressClass.of(address).isPrivate()) {
              throw new IOException(dialled.name() + " has the public address " + address);
            }
          }
        }
        return Upstream.Target.of(URI.create("https://" + dialled.authority()));
      }
    };
  }
}
