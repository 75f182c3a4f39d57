package io.pinelink.grpc.channel;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.pinelink.spi.dial.Destination;
import java.net.SocketAddress;
import java.util.List;

/**
 * A resolver that passes the destination of a channel on to its {@link RouteBalancer}, which looks
 * up the addresses of each connection. Request authority, TLS server name and certificate check
 * have the host of the route. The only proxy is the proxy of the route, since only gRPC's own DNS
 * resolver uses others.
 */
final class RouteResolver extends NameResolver {
  private final Destination destination;

  RouteResolver(Destination destination) {
    this.destination = destination;
  }

  /** The destination in the place of its addresses. */
  static final class Unresolved extends SocketAddress {
    private static final long serialVersionUID = 1;

    final transient Destination destination;

    Unresolved(Destination destination) {
      this.destination = destination;
    }

    @Override
    public String toString() {
      return destination.authority();
    }
  }

  @Override
  public String getServiceAuthority() {
    return destination.authority();
  }

  /** Passes the destination to gRPC, by methods that 1.60 has and newer releases deprecate. */
  @Override
  @SuppressWarnings("deprecation")
  public void start(Listener2 listener) {
    listener.onResult(
        ResolutionResult.newBuilder()
            .setAddresses(List.of(new EquivalentAddressGroup(new Unresolved(destination))))
            .build());
  }

  @Override
  public void shutdown() {}
}
