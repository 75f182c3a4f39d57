package io.pinelink.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.network.TlsOptions;
import io.pinelink.rest.Calls;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.Destination;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvictionPolicyTest {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);

  private final AtomicInteger lookups = new AtomicInteger();
  private final AddressResolver resolver =
      new AddressResolver(
          name -> {
            lookups.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          },
          Duration.ofSeconds(10),
          Runnable::run,
          () -> 0L,
          new RouteListener() {});
  private final Route route =
      Calls.dialled(
          TlsOptions.systemTrust(),
          Calls.HOST,
          InetSocketAddress.createUnresolved("vpce.example", 443));
  private long nanos;
  private final EvictionPolicy policy =
      new EvictionPolicy(Destination.of(route), resolver, () -> nanos);
  private final ConnectionUse use = made();

  private ConnectionUse made() {
    return new ConnectionUse(policy.generation(), 1, nanos);
  }

  private boolean isOver(ConnectionUse connection) {
    return policy.isOver(connection, ADDRESS);
  }

  @Test
  void aConnectionThatWasIdleTooLongIsEvicted() {
    Duration idle = route.dialOptions().lifetime().idle();

    nanos = idle.toNanos() - 1;
    assertThat(isOver(use)).isFalse();
    nanos = idle.toNanos();
    assertThat(isOver(use)).isTrue();
  }

  @Test
  void aConnectionInUseIsNotIdle() {
    use.inFlight = 1;
    nanos = route.dialOptions().lifetime().idle().toNanos();

    assertThat(isOver(use)).isFalse();
  }

  @Test
  void aConnectionWithoutStreamsIsEvictedSoon() {
    use.limit = 0;

    nanos = Duration.ofSeconds(10).toNanos() - 1;
    assertThat(isOver(use)).isFalse();
    nanos = Duration.ofSeconds(10).toNanos();
    assertThat(isOver(use)).isTrue();
  }

  @Test
  void aRefreshEvictsEarlierConnections() {
    policy.refresh();
    ConnectionUse after = made();

    assertThat(isOver(use)).isTrue();
    assertThat(isOver(after)).isFalse();
  }

  @Test
  void namesAreResolvedPeriodically() {
    Duration pause = route.dialOptions().lifetime().refresh();
    nanos = pause.toNanos() - 1;
    use.idleSince = nanos;
    assertThat(isOver(use)).isFalse();
    assertThat(lookups).hasValue(0);

    nanos = pause.toNanos();
    assertThat(isOver(use)).isFalse();
    assertThat(isOver(use)).isFalse();

    assertThat(lookups).hasValue(1);
  }

  @Test
  void connectionsToRemovedAddressesAreEvicted() {
    nanos = route.dialOptions().lifetime().refresh().toNanos();
    use.idleSince = nanos;
    assertThat(isOver(use)).isFalse(); // triggers a lookup

    assertThat(policy.isOver(use, new InetSocketAddress("127.0.0.2", 443))).isTrue();
    assertThat(isOver(use)).isFalse();
  }

  @Test
  void aLookupFromBeforeARefreshEvictsNoLaterConnection() {
    Deque<Runnable> held = new ArrayDeque<>();
    EvictionPolicy refreshed =
        new EvictionPolicy(
            Destination.of(route),
            new AddressResolver(
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                Duration.ofSeconds(10),
                held::add,
                () -> 0L,
                new RouteListener() {}),
            () -> nanos);
    nanos = route.dialOptions().lifetime().refresh().toNanos();
    assertThat(refreshed.isOver(new ConnectionUse(0, 1, nanos), ADDRESS)).isFalse();
    assertThat(held).hasSize(1);

    refreshed.refresh();
    ConnectionUse later = new ConnectionUse(refreshed.generation(), 1, nanos);
    held.remove().run();

    assertThat(refreshed.isOver(later, new InetSocketAddress("127.0.0.2", 443))).isFalse();
  }
}
