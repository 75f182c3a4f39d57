package io.pinelink.grpc;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gives gRPC the addresses of a route, while request authority, TLS server name and certificate
 * check stay the route's host. gRPC asks again whenever a connection has failed or closed. No proxy
 * is consulted: only gRPC's own DNS resolver does that.
 */
final class RouteResolver extends NameResolver {
  private final Route route;
  private final Lookup lookup;
  private final Executor offload;
  private final SynchronizationContext context;
  private @Nullable Listener2 listener;
  private boolean resolving;

  /** Asks DNS. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String name) throws UnknownHostException;
  }

  RouteResolver(Route route, Args args, Lookup lookup) {
    this.route = route;
    this.lookup = lookup;
    this.context = args.getSynchronizationContext();
    Executor executor = args.getOffloadExecutor();
    this.offload = executor == null ? Runnable::run : executor;
  }

  @Override
  public String getServiceAuthority() {
    return route.authority();
  }

  @Override
  public void start(Listener2 listener) {
    this.listener = listener;
    resolve();
  }

  @Override
  public void refresh() {
    resolve();
  }

  private void resolve() {
    if (resolving || listener == null) {
      return;
    }
    resolving = true;
    offload.execute(
        () -> {
          StatusOr<List<EquivalentAddressGroup>> addresses = lookUp();
          context.execute(() -> publish(addresses));
        });
  }

  private void publish(StatusOr<List<EquivalentAddressGroup>> addresses) {
    resolving = false;
    if (listener != null) {
      Status ignored =
          listener.onResult2(ResolutionResult.newBuilder().setAddressesOrError(addresses).build());
    }
  }

  private StatusOr<List<EquivalentAddressGroup>> lookUp() {
    try {
      List<EquivalentAddressGroup> groups = new ArrayList<>();
      for (InetSocketAddress target : route.dial()) {
        for (InetSocketAddress address : addresses(target)) {
          groups.add(new EquivalentAddressGroup(address));
        }
      }
      return StatusOr.fromValue(groups);
    } catch (IOException e) {
      return StatusOr.fromStatus(Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
    }
  }

  private List<InetSocketAddress> addresses(InetSocketAddress target) throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    if (target.isUnresolved()) {
      for (InetAddress found : lookup.all(target.getHostString())) {
        addresses.add(new InetSocketAddress(found, target.getPort()));
      }
    } else {
      addresses.add(target);
    }
    for (InetSocketAddress address : addresses) {
      if (route.plaintext() && !address.getAddress().isLoopbackAddress()) {
        throw new IOException(
            route.authority() + " is dialled in plaintext, but " + address + " is not loopback");
      }
    }
    return addresses;
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
