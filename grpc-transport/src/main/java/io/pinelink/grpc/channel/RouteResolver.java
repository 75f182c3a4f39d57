package io.pinelink.grpc.channel;

import io.grpc.EquivalentAddressGroup;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.ConnectTarget;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A resolver that gives gRPC the addresses of a route, while request authority, TLS server name and
 * certificate check keep the host of the route. gRPC requests addresses again whenever a connection
 * has failed or closed. While the channel is in use, this resolver also repeats the lookup
 * periodically, which gRPC does not do. gRPC then stops using a connection to an address that is no
 * longer in the result, and the calls on it run to their end. The only proxy is that of the route,
 * since only gRPC's own DNS resolver uses others.
 */
final class RouteResolver extends NameResolver {
  private final Destination destination;
  private final AddressResolver resolver;
  private final Executor offload;
  private final SynchronizationContext context;
  private final ScheduledExecutorService timer;
  private @Nullable Listener2 listener;
  private SynchronizationContext.@Nullable ScheduledHandle next;
  private boolean resolving;
  private boolean hasAddresses;

  RouteResolver(Destination destination, Args args, AddressResolver resolver) {
    this.destination = destination;
    this.resolver = resolver;
    this.context = args.getSynchronizationContext();
    this.timer = args.getScheduledExecutorService();
    Executor executor = args.getOffloadExecutor();
    this.offload = executor == null ? Runnable::run : executor;
  }

  @Override
  public String getServiceAuthority() {
    return destination.authority();
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
    try {
      offload.execute(
          () -> {
            Addresses addresses = addresses();
            context.execute(() -> publish(addresses));
          });
    } catch (RejectedExecutionException e) {
      // The transport is closing; gRPC still requests addresses when a connection ends.
      resolving = false;
    }
  }

  /** Passes the addresses to gRPC, by methods that 1.60 has and newer releases deprecate. */
  @SuppressWarnings("deprecation")
  private void publish(Addresses addresses) {
    resolving = false;
    if (listener == null) {
      return;
    }
    Status failure = addresses.failure();
    if (failure == null) {
      hasAddresses = true;
      listener.onResult(ResolutionResult.newBuilder().setAddresses(addresses.groups()).build());
    } else if (!hasAddresses) {
      // A temporary DNS failure must not close a connection that works.
      listener.onError(failure);
    }
    // Behind a proxy, the client does not know the addresses.
    if (!destination.isResolved() && destination.options().proxy().isEmpty()) {
      resolveLater();
    }
  }

  private void resolveLater() {
    if (next != null) {
      next.cancel();
    }
    Duration pause = destination.options().lifetime().refresh();
    next = context.schedule(this::resolve, pause.toNanos(), TimeUnit.NANOSECONDS, timer);
  }

  private Addresses addresses() {
    try {
      List<EquivalentAddressGroup> groups = new ArrayList<>();
      for (ConnectTarget target : resolver.connectTargets(destination)) {
        groups.add(new EquivalentAddressGroup(address(target)));
      }
      return new Addresses(groups, null);
    } catch (IOException | RuntimeException | Error e) {
      return new Addresses(
          List.of(), Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
    }
  }

  private SocketAddress address(ConnectTarget target) {
    HttpProxy proxy = destination.options().proxy().orElse(null);
    InetSocketAddress through = target.proxy();
    if (proxy == null || through == null) {
      return target.target();
    }
    HttpConnectProxiedSocketAddress.Builder builder =
        HttpConnectProxiedSocketAddress.newBuilder()
            .setTargetAddress(target.target())
            .setProxyAddress(through);
    proxy
        .credentials()
        .ifPresent(who -> builder.setUsername(who.user()).setPassword(who.password()));
    return builder.build();
  }

  @Override
  public void shutdown() {
    listener = null;
    if (next != null) {
      next.cancel();
    }
  }

  /**
   * The result of a lookup.
   *
   * @param failure null if the lookup succeeded
   */
  private record Addresses(List<EquivalentAddressGroup> groups, @Nullable Status failure) {}
}
