package io.pinelink.grpc;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.SynchronizationContext;
import io.pinelink.spi.Destination;
import io.pinelink.spi.HostLookup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives gRPC the addresses of a route, while request authority, TLS server name and certificate
 * check stay the route's host. gRPC asks again whenever a connection has failed or closed. No proxy
 * is consulted: only gRPC's own DNS resolver does that.
 */
final class RouteResolver extends NameResolver {
  private final Destination destination;
  private final HostLookup lookup;
  private final Executor offload;
  private final SynchronizationContext context;
  private @Nullable Listener2 listener;
  private boolean resolving;

  RouteResolver(Destination destination, Args args, HostLookup lookup) {
    this.destination = destination;
    this.lookup = lookup;
    this.context = args.getSynchronizationContext();
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
            StatusOr<List<EquivalentAddressGroup>> addresses = addresses();
            context.execute(() -> publish(addresses));
          });
    } catch (RejectedExecutionException e) {
      // The transport is closing; gRPC still asks when a connection ends.
      resolving = false;
    }
  }

  private void publish(StatusOr<List<EquivalentAddressGroup>> addresses) {
    resolving = false;
    if (listener != null) {
      Status ignored =
          listener.onResult2(ResolutionResult.newBuilder().setAddressesOrError(addresses).build());
    }
  }

  private StatusOr<List<EquivalentAddressGroup>> addresses() {
    try {
      return StatusOr.fromValue(
          destination.addresses(lookup).stream().map(EquivalentAddressGroup::new).toList());
    } catch (IOException | RuntimeException e) {
      return StatusOr.fromStatus(Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
    }
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
