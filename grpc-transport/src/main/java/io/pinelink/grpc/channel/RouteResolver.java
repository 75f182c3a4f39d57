package io.pinelink.grpc.channel;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A resolver that gives gRPC the addresses of a route, while request authority, TLS server name and
 * certificate check keep the host of the route. gRPC requests addresses again whenever a connection
 * has failed or closed. While the channel is in use, this resolver also repeats the lookup
 * periodically, which gRPC does not do. gRPC then stops using a connection to an address that is no
 * longer in the result, and the calls on it run to their end. The only proxy is the proxy of the
 * route, since only gRPC's own DNS resolver uses others.
 */
final class RouteResolver extends NameResolver {
  private final Destination destination;
  private final AddressResolver resolver;
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
    var unused =
        resolver
            .connectTargets(destination)
            // In the context, so that an error, such as a missing class, ends the calls.
            .whenComplete(
                (targets, failure) -> context.execute(() -> publish(addresses(targets, failure))));
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

  private Addresses addresses(@Nullable List<ConnectTarget> targets, @Nullable Throwable failure) {
    if (targets == null) {
      Throwable cause = unwrapped(failure);
      return new Addresses(
          List.of(), Status.UNAVAILABLE.withDescription(cause.getMessage()).withCause(cause));
    }
    HttpProxy proxy = destination.options().proxy().orElse(null);
    List<EquivalentAddressGroup> groups = new ArrayList<>(targets.size());
    for (ConnectTarget target : targets) {
      groups.add(new EquivalentAddressGroup(new RouteAddress(groups.size(), target, proxy)));
    }
    return new Addresses(groups, null);
  }

  private static Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure == null ? new IllegalStateException("a lookup without a result") : failure;
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
