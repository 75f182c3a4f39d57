package io.pinelink.grpc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.pinelink.grpc.Calls;
import io.pinelink.spi.DataOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelPoolTest {
  private static final int MOST = 3;
  private static final Duration IDLE = Duration.ofMinutes(4);

  private final List<ManagedChannel> opened = new ArrayList<>();
  private final List<ChannelLease> leases = new ArrayList<>();

  /** Runs nothing that gRPC delays. */
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
          return super.schedule(task, 1, TimeUnit.DAYS);
        }
      };

  private Server server;
  private String name;
  private ChannelPool pool;
  private long nanos;

  @BeforeEach
  void open() throws IOException {
    name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).directExecutor().build().start();
    pool =
        new ChannelPool(
            () -> {
              ManagedChannel channel =
                  InProcessChannelBuilder.forName(name)
                      .directExecutor()
                      .scheduledExecutorService(timer)
                      .build();
              opened.add(channel);
              return channel;
            },
            MOST,
            IDLE,
            () -> nanos);
  }

  @AfterEach
  void close() {
    opened.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    timer.shutdownNow();
  }

  private Channel lease() {
    ChannelLease lease = pool.lease(DataOperations.UPSERT);
    leases.add(lease);
    return lease.channel();
  }

  private void end(long bytes) {
    leases.forEach(lease -> lease.end(bytes));
    leases.clear();
  }

  private static void connect(ManagedChannel channel) throws InterruptedException {
    channel.getState(true);
    Calls.await(() -> channel.getState(false) == ConnectivityState.READY);
  }

  /** Opens one connection and teaches the pool the size of a call. */
  private void begin(long bytes) throws InterruptedException {
    connect(opened.get(0));
    lease();
    end(bytes);
  }

  /** Leases channels until the pool has opened all its connections. */
  private void load() throws InterruptedException {
    Calls.await(
        () -> {
          lease();
          return opened.size() == MOST;
        });
    for (ManagedChannel channel : opened) {
      connect(channel);
    }
  }

  @Test
  void aConnectionThatWasIdleForTooLongIsNotUsed() throws Exception {
    begin(100);
    nanos += IDLE.toNanos();
    lease();

    assertThat(opened.get(0).getState(false)).isEqualTo(ConnectivityState.IDLE);
  }

  @Test
  void aConnectionThatWasIdleForLessIsUsed() throws Exception {
    begin(100);
    nanos += IDLE.toNanos() - 1;
    lease();

    assertThat(opened.get(0).getState(false)).isEqualTo(ConnectivityState.READY);
  }

  @Test
  void aConnectionWithCallsIsNotIdle() throws Exception {
    begin(100);
    lease();
    nanos += 2 * IDLE.toNanos();
    lease();

    assertThat(opened.get(0).getState(false)).isEqualTo(ConnectivityState.READY);
  }

  @Test
  void smallCallsShareOneConnection() throws Exception {
    begin(100);
    for (int i = 1; i < ChannelPool.BUSY_CALLS; i++) {
      lease();
    }

    assertThat(opened).hasSize(1);
  }

  @Test
  void manyCallsGetAnotherConnection() throws Exception {
    begin(100);
    for (int i = 0; i <= ChannelPool.BUSY_CALLS; i++) {
      lease();
    }

    assertThat(opened).hasSize(2);
  }

  @Test
  void heavyLoadOpensConnectionsUpToTheBound() throws Exception {
    begin(ChannelPool.BUSY_BYTES);
    load();
    Set<Channel> used = new LinkedHashSet<>();
    for (int i = 0; i < 20; i++) {
      used.add(lease());
    }

    assertThat(opened).hasSize(MOST);
    assertThat(used).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  void callsDoNotWaitForAnAdditionalConnection() throws Exception {
    begin(ChannelPool.BUSY_BYTES);
    name = "nobody";
    lease();

    assertThat(lease()).isSameAs(opened.get(0));
    assertThat(opened).hasSize(2);
    assertThat(lease()).isSameAs(opened.get(0));
    assertThat(opened).as("connections while one is being made").hasSize(2);
  }

  @Test
  void lightLoadUsesTheFirstConnectionAndIdleOnesAreDropped() throws Exception {
    begin(ChannelPool.BUSY_BYTES);
    load();
    end(0);

    assertThat(lease()).isSameAs(opened.get(0));
    end(0);
    opened.subList(1, MOST).forEach(ManagedChannel::enterIdle);
    lease();

    assertThat(opened.subList(1, MOST)).allMatch(ManagedChannel::isShutdown);
    assertThat(pool.channels()).containsExactly(opened.get(0));
  }

  @Test
  void aChannelInUseIsKeptEvenWithoutAConnection() throws Exception {
    begin(ChannelPool.BUSY_BYTES);
    load();
    assertThat(lease()).isSameAs(opened.get(MOST - 1));
    opened.forEach(ManagedChannel::enterIdle);
    lease();

    assertThat(opened).noneMatch(ManagedChannel::isShutdown);
  }

  @Test
  void aFailedCallDoesNotChangeTheEstimate() throws Exception {
    begin(ChannelPool.BUSY_BYTES);
    lease();
    end(0);
    lease();
    lease();

    assertThat(opened).hasSize(2);
  }

  @Test
  void anIdlePoolClosesAndABusyOneDoesNot() throws Exception {
    begin(100);
    assertThat(pool.closeIfIdle()).as("connected").isFalse();
    opened.get(0).enterIdle();
    lease();
    assertThat(pool.closeIfIdle()).as("with a call").isFalse();
    end(100);
    opened.get(0).enterIdle();

    assertThat(pool.closeIfIdle()).isTrue();
    assertThat(opened.get(0).isShutdown()).isTrue();
    assertThat(opened.get(0).awaitTermination(30, TimeUnit.SECONDS))
        .as("terminated without gRPC's delay for a lost connection")
        .isTrue();
  }
}
