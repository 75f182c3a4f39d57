package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.TlsOptions;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

class FreshnessTest {
  private final AtomicInteger lookups = new AtomicInteger();
  private final Dialler dialler =
      new Dialler(
          name -> {
            lookups.incrementAndGet();
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          },
          () -> 0L,
          new RouteListener() {});
  private final Route route =
      Calls.dialled(
          TlsOptions.systemTrust(),
          Calls.HOST,
          InetSocketAddress.createUnresolved("vpce.example", 443));
  private long nanos;
  private final Freshness freshness =
      new Freshness(Destination.of(route), dialler, Runnable::run, () -> nanos);
  private final EmbeddedChannel channel = made();

  private EmbeddedChannel made() {
    EmbeddedChannel made = new EmbeddedChannel();
    freshness.making(made);
    return made;
  }

  @AfterEach
  void close() {
    channel.close().syncUninterruptibly();
  }

  /** What the pool knows of a connection, in times of its own clock. */
  private record Known(long idleTime) implements ConnectionMetadata {
    @Override
    public int acquireCount() {
      return 1;
    }

    @Override
    public long lifeTime() {
      return 0;
    }

    @Override
    public long releaseTimestamp() {
      return 0;
    }

    /** Later than any moment: the clock has been put back since. */
    @Override
    public long allocationTimestamp() {
      return Long.MAX_VALUE;
    }
  }

  private boolean isOver(EmbeddedChannel connection, Duration idle) {
    return freshness.isOver(Connection.from(connection), new Known(idle.toMillis()));
  }

  private boolean isOver(EmbeddedChannel connection) {
    return isOver(connection, Duration.ZERO);
  }

  @Test
  void aConnectionIsOverOnceItIsIdleForTooLong() {
    Duration idle = route.dialOptions().life().idle();

    assertThat(isOver(channel, idle.minusMillis(1))).isFalse();
    assertThat(isOver(channel, idle)).isTrue();
  }

  @Test
  void aConnectionThatBrokeIsOver() {
    channel.close().syncUninterruptibly();

    assertThat(isOver(channel)).isTrue();
  }

  @Test
  void aRefreshEndsWhatWasMadeBeforeItWhateverTheClockSays() {
    freshness.refresh();
    EmbeddedChannel after = made();

    assertThat(isOver(channel)).isTrue();
    assertThat(isOver(after)).isFalse();
  }

  @Test
  void namesAreLookedUpAgainFromTimeToTime() {
    Duration pause = route.dialOptions().life().refresh();
    nanos = pause.toNanos() - 1;
    assertThat(isOver(channel)).isFalse();
    assertThat(lookups).hasValue(0);

    nanos = pause.toNanos();
    assertThat(isOver(channel)).isFalse();
    assertThat(isOver(channel)).isFalse();

    assertThat(lookups).hasValue(1);
  }
}
