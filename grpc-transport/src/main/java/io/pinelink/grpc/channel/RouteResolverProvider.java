package io.pinelink.grpc.channel;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.Destination;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider of resolvers for the channels of this transport only: it has a scheme of its own,
 * and resolves nothing without the destination that the channel carries.
 */
public final class RouteResolverProvider extends NameResolverProvider {
  static final NameResolver.Args.Key<Destination> DESTINATION =
      NameResolver.Args.Key.create("pinelink-destination");
  static final NameResolver.Args.Key<AddressResolver> ADDRESS_RESOLVER =
      NameResolver.Args.Key.create("pinelink-address-resolver");
  private static final String SCHEME = "pinelink";
  private static final int NEVER_THE_DEFAULT = 0;

  /** Creates the provider; used by {@code ServiceLoader}. */
  public RouteResolverProvider() {}

  static String target(Destination destination) {
    return SCHEME + ":///" + destination.authority();
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    Destination destination = args.getArg(DESTINATION);
    AddressResolver resolver = args.getArg(ADDRESS_RESOLVER);
    return destination == null || resolver == null || !SCHEME.equals(target.getScheme())
        ? null
        : new RouteResolver(destination, args, resolver);
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
    return Set.of(InetSocketAddress.class);
  }
}
