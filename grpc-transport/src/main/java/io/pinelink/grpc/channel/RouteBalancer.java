package io.pinelink.grpc.channel;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.SynchronizationContext;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectRace;
import io.pinelink.spi.dial.Destination;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a channel: the winner of a {@link ConnectRace} of the addresses of its
 * destination, which are looked up for each race. gRPC's own balancer tries addresses one after
 * another, and after a failure answers new calls with it for up to two minutes. Here a failure ends
 * the calls that waited, and the next call starts another race.
 *
 * <p>While the channel is in use, the lookup is repeated periodically, which gRPC does not do. A
 * connection to an address that is no longer in the result takes no new calls, and the calls on it
 * run to their end.
 *
 * <p>Methods are called in gRPC's synchronization context unless they say otherwise.
 */
final class RouteBalancer extends LoadBalancer {
  /**
   * The pause after a race without a winner. It bounds the work for calls that are repeated without
   * a pause: gRPC keeps what an attempt has used for five seconds.
   */
  static final Duration PAUSE = Duration.ofMillis(50);

  private final Helper helper;
  private final AddressResolver resolver;
  private final SynchronizationContext context;

  private @Nullable Destination destination;
  private @Nullable ConnectRace<Connection> race;
  private @Nullable Connection current;
  private SynchronizationContext.@Nullable ScheduledHandle refresh;
  private SynchronizationContext.@Nullable ScheduledHandle pause;

  /** The calls that ask for a connection while there is none. */
  private Set<CallOptions> asking = ConcurrentHashMap.newKeySet();

  private boolean wanted;
  private boolean over;

  RouteBalancer(Helper helper, AddressResolver resolver) {
    this.helper = helper;
    this.resolver = resolver;
    this.context = helper.getSynchronizationContext();
  }

  /** The only method for this that 1.60 and newer releases have. */
  @Override
  @SuppressWarnings("deprecation")
  public void handleResolvedAddresses(ResolvedAddresses resolved) {
    if (destination == null) {
      RouteResolverProvider.Unresolved address =
          (RouteResolverProvider.Unresolved) resolved.getAddresses().get(0).getAddresses().get(0);
      destination = address.destination;
      // A call that has not asked for a connection yet could otherwise miss the failure of this
      // one.
      becomeIdle(Status.OK, Set.of());
      if (wanted) {
        requestConnection();
      }
    }
  }

  /** The resolver of a route does not fail. */
  @Override
  public void handleNameResolutionError(Status error) {
    throw new IllegalStateException(error.toString());
  }

  @Override
  public void requestConnection() {
    if (over || race != null || current != null) {
      return;
    }
    if (destination == null) {
      wanted = true;
      return;
    }
    if (pause != null && pause.isPending()) {
      wanted = true;
      return;
    }
    connect(destination);
  }

  private void becomeIdle(Status failure, Set<CallOptions> failed) {
    asking = ConcurrentHashMap.newKeySet();
    helper.updateBalancingState(ConnectivityState.IDLE, new Unconnected(failure, failed, asking));
  }

  private void connect(Destination to) {
    wanted = false;
    Connecting waiting = new Connecting(asking);
    helper.updateBalancingState(ConnectivityState.CONNECTING, waiting);
    race = resolver.race(to, new Addresses(to, waiting));
    race.start();
  }

  private void connected(Destination to, Connection winner) {
    if (over) {
      winner.close();
      return;
    }
    race = null;
    asking = ConcurrentHashMap.newKeySet();
    current = winner;
    resolver.connected(to, winner.address.target().dialled());
    helper.updateBalancingState(ConnectivityState.READY, new Connected(winner.subchannel()));
    refreshLater(to);
    if (winner.isLost) {
      lost(winner);
    }
  }

  private void failed(Throwable cause, Connecting waiting) {
    if (over) {
      return;
    }
    race = null;
    pause = schedule(this::pauseIsOver, PAUSE);
    becomeIdle(status(cause), waiting.calls);
  }

  private void pauseIsOver() {
    if (wanted) {
      requestConnection();
    }
  }

  private static Status status(Throwable cause) {
    return cause instanceof StatusRuntimeException grpc
        ? grpc.getStatus()
        : Status.UNAVAILABLE.withDescription(cause.getMessage()).withCause(cause);
  }

  /** Opens the next connection when a call needs one. */
  private void lost(Connection connection) {
    if (connection == current) {
      current = null;
      stop(refresh);
      becomeIdle(Status.OK, Set.of());
      connection.retire();
    }
  }

  /** Behind a proxy the client does not know the addresses; fixed addresses do not change. */
  private void refreshLater(Destination to) {
    if (!to.isResolved() && to.options().proxy().isEmpty()) {
      refresh = schedule(() -> refresh(to), to.options().lifetime().refresh());
    }
  }

  /** If the lookup fails, the connection is kept: it may not be possible to open another. */
  private void refresh(Destination to) {
    Connection connection = current;
    if (connection == null) {
      return;
    }
    var unused =
        resolver
            .connectTargets(to)
            .whenComplete(
                (found, failure) ->
                    context.execute(
                        () -> {
                          if (connection != current) {
                            return;
                          }
                          if (failure == null && !found.contains(connection.address.target())) {
                            lost(connection);
                          } else {
                            refreshLater(to);
                          }
                        }));
  }

  private SynchronizationContext.ScheduledHandle schedule(Runnable task, Duration delay) {
    return context.schedule(
        task, delay.toNanos(), TimeUnit.NANOSECONDS, helper.getScheduledExecutorService());
  }

  private static void stop(SynchronizationContext.@Nullable ScheduledHandle timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  @Override
  public void shutdown() {
    over = true;
    stop(refresh);
    stop(pause);
    if (race != null) {
      race.abandon();
    }
    Connection last = current;
    current = null; // a lookup that ends now starts no timer
    if (last != null) {
      last.retire();
    }
  }

  /** The race of the addresses; its methods are called on any thread. */
  private final class Addresses implements ConnectRace.Runner<Connection> {
    private final Destination to;
    private final Connecting waiting;

    Addresses(Destination to, Connecting waiting) {
      this.to = to;
      this.waiting = waiting;
    }

    @Override
    public ConnectRace.Attempt attempt(ConnectRace<Connection>.Lane lane) {
      return new Connection(to, lane);
    }

    @Override
    public void connected(Connection winner) {
      context.execute(() -> RouteBalancer.this.connected(to, winner));
    }

    @Override
    public void failed(Throwable failure) {
      context.execute(() -> RouteBalancer.this.failed(failure, waiting));
    }

    @Override
    public void discard(Connection late) {
      late.cancel();
    }
  }

  /** An attempt to connect to one address, and the connection that it opens. */
  private final class Connection implements ConnectRace.Attempt, SubchannelStateListener {
    private final ConnectRace<Connection>.Lane lane;
    final RouteAddress address;
    private @Nullable Subchannel subchannel;
    private boolean cancelled;
    private boolean isLost;

    Connection(Destination to, ConnectRace<Connection>.Lane lane) {
      this.lane = lane;
      this.address =
          new RouteAddress(lane.target(), to.options().proxy().orElse(null), lane::opened);
    }

    Subchannel subchannel() {
      if (subchannel == null) {
        throw new IllegalStateException("not started");
      }
      return subchannel;
    }

    /** On any thread. */
    @Override
    public void start() {
      context.execute(this::connect);
    }

    private void connect() {
      if (over || cancelled) {
        return;
      }
      subchannel =
          helper.createSubchannel(
              CreateSubchannelArgs.newBuilder()
                  .setAddresses(new EquivalentAddressGroup(address))
                  .build());
      subchannel.start(this);
      subchannel.requestConnection();
    }

    @Override
    public void onSubchannelState(ConnectivityStateInfo state) {
      switch (state.getState()) {
        case READY -> lane.connected(this);
        case TRANSIENT_FAILURE -> {
          Throwable failure = address.failure();
          end();
          lane.failed(failure == null ? state.getStatus().asRuntimeException() : failure);
        }
        case IDLE -> end();
        case CONNECTING, SHUTDOWN -> {}
      }
    }

    private void end() {
      isLost = true;
      if (this == current) {
        lost(this);
      } else {
        retire();
      }
    }

    /** On any thread. */
    @Override
    public void cancel() {
      address.cancel();
      context.execute(
          () -> {
            cancelled = true;
            retire();
          });
    }

    /** Lets the calls on the connection end. */
    void retire() {
      if (subchannel != null) {
        subchannel.shutdown();
      }
    }

    void close() {
      cancel();
    }
  }

  /** Keeps calls waiting, and remembers them. */
  private static final class Connecting extends SubchannelPicker {
    final Set<CallOptions> calls;

    /**
     * @param asking the calls that asked for the connection, which may fail before they wait here
     */
    Connecting(Set<CallOptions> asking) {
      this.calls = asking;
    }

    @Override
    public PickResult pickSubchannel(PickSubchannelArgs call) {
      calls.add(call.getCallOptions()); // each call has its own
      return PickResult.withNoResult();
    }
  }

  /** Fails the calls that have waited, and starts a race for any other. */
  private final class Unconnected extends SubchannelPicker {
    private final Status failure;
    private final Set<CallOptions> failed;
    private final Set<CallOptions> asking;

    Unconnected(Status failure, Set<CallOptions> failed, Set<CallOptions> asking) {
      this.failure = failure;
      this.failed = failed;
      this.asking = asking;
    }

    @Override
    public PickResult pickSubchannel(PickSubchannelArgs call) {
      if (failed.contains(call.getCallOptions())) {
        return PickResult.withError(failure);
      }
      asking.add(call.getCallOptions());
      context.execute(RouteBalancer.this::requestConnection);
      return PickResult.withNoResult();
    }
  }

  private static final class Connected extends SubchannelPicker {
    private final PickResult connection;

    Connected(Subchannel subchannel) {
      this.connection = PickResult.withSubchannel(subchannel);
    }

    @Override
    public PickResult pickSubchannel(PickSubchannelArgs call) {
      return connection;
    }
  }
}
