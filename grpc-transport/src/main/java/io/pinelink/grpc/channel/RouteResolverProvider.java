package io.pinelink.grpc.channel;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.pinelink.spi.dial.Destination;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The provider of the resolvers of one channel, which leads to one destination. */
final class RouteResolverProvider extends NameResolverProvider {
  private static final String SCHEME = "pinelink";
  private static final int NEVER_THE_DEFAULT = 0;

  private final Destination destination;

  RouteResolverProvider(Destination destination) {
    this.destination = destination;
  }

  /** Returns the target of the channel, for which only this provider is responsible. */
  String target() {
    return SCHEME + ":///" + destination.authority();
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    return SCHEME.equals(target.getScheme()) ? new Resolver() : null;
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return NEVER_THE_DEFAULT;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return Set.of(Unresolved.class);
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

  /**
   * A resolver that passes the destination of a channel on to its {@link RouteBalancer}, which
   * looks up the addresses of each connection. Request authority, TLS server name and certificate
   * check have the host of the route. The only proxy is the proxy of the route, since only gRPC's
   * own DNS resolver uses others.
   */
  private final class Resolver extends NameResolver {
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
}
