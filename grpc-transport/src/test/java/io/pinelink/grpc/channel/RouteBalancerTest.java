package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.ManagedChannel;
import io.grpc.SynchronizationContext;
import io.pinelink.grpc.Calls;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.Destination;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A balancer whose channel, lookups and timers are run by the test. */
class RouteBalancerTest {
  private final Queue<Runnable> lookups = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
  private final FakeChannel channel = new FakeChannel();
  private final RouteBalancer balancer =
      new RouteBalancer(
          channel,
          new AddressResolver(
              name -> new InetAddress[] {InetAddress.getByName("10.0.0.1")},
              Duration.ofMinutes(10),
              lookups::add,
              () -> ThreadLocalRandom.current().nextLong(),
              new RouteListener() {}));

  @AfterEach
  void stop() {
    timers.shutdownNow();
  }

  @Test
  void aLookupThatEndsAfterTheShutdownIsNotRepeated() {
    timers.setRemoveOnCancelPolicy(true);
    channel.context.execute(
        () -> balancer.handleResolvedAddresses(RouteBalancerTest.resolved(destination())));
    channel.context.execute(balancer::requestConnection);
    lookups.remove().run();
    channel.context.execute(() -> channel.connections.get(0).become(ConnectivityState.READY));
    assertThat(channel.states).endsWith(ConnectivityState.READY);
    runNextTimer();
    assertThat(lookups).hasSize(1);

    channel.context.execute(balancer::shutdown);
    lookups.remove().run();

    assertThat(timers.getQueue()).isEmpty();
    assertThat(channel.states).endsWith(ConnectivityState.READY);
  }

  private static Destination destination() {
    ConnectRule rule = ConnectRule.forHost(Calls.PRIVATE_HOST).dial("docs.test", 443);
    return Destination.of(Calls.route(TlsOptions.systemTrust(), Calls.PRIVATE_HOST, rule));
  }

  private static LoadBalancer.ResolvedAddresses resolved(Destination destination) {
    return LoadBalancer.ResolvedAddresses.newBuilder()
        .setAddresses(
            List.of(new EquivalentAddressGroup(new RouteResolverProvider.Unresolved(destination))))
        .build();
  }

  private void runNextTimer() {
    assertThat(timers.getQueue()).hasSize(1);
    Runnable next = timers.getQueue().peek();
    next.run();
    timers.remove(next);
  }

  private final class FakeChannel extends LoadBalancer.Helper {
    final SynchronizationContext context =
        new SynchronizationContext(
            (thread, failure) -> {
              throw new IllegalStateException(failure);
            });
    final List<ConnectivityState> states = new ArrayList<>();
    final List<FakeConnection> connections = new ArrayList<>();

    @Override
    public LoadBalancer.Subchannel createSubchannel(LoadBalancer.CreateSubchannelArgs args) {
      FakeConnection connection = new FakeConnection();
      connections.add(connection);
      return connection;
    }

    @Override
    public void updateBalancingState(
        ConnectivityState state, LoadBalancer.SubchannelPicker picker) {
      states.add(state);
    }

    @Override
    public SynchronizationContext getSynchronizationContext() {
      return context;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
      return timers;
    }

    @Override
    public ManagedChannel createOobChannel(EquivalentAddressGroup addresses, String authority) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getAuthority() {
      return Calls.PRIVATE_HOST;
    }
  }

  private static final class FakeConnection extends LoadBalancer.Subchannel {
    private LoadBalancer.SubchannelStateListener listener =
        state -> {
          throw new IllegalStateException("not started");
        };

    void become(ConnectivityState state) {
      listener.onSubchannelState(ConnectivityStateInfo.forNonError(state));
    }

    @Override
    public void start(LoadBalancer.SubchannelStateListener to) {
      listener = to;
    }

    @Override
    public void shutdown() {}

    @Override
    public void requestConnection() {}

    @Override
    public Attributes getAttributes() {
      return Attributes.EMPTY;
    }
  }
}
