package io.pinelink.grpc.channel;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.pinelink.spi.dial.Destination;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
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
    return SCHEME.equals(target.getScheme()) ? new RouteResolver(destination) : null;
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
    return Set.of(RouteResolver.Unresolved.class);
  }
}
