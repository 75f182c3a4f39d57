package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.Timers;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.network.DnsResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Lookups on threads that the test runs, so one that has not run yet is one that hangs. */
class HostLookupsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<String> asked = new ArrayList<>();
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final Timers timers = new Timers();
  private final HostLookups lookups =
      new HostLookups(this::lookUp, TIMEOUT, threads::add, timers, System::nanoTime);

  private InetAddress[] lookUp(String name) throws UnknownHostException {
    asked.add(name);
    if (name.startsWith("unknown")) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private void run() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  /** Times out all lookups, and runs the tasks that follow, except lookups that hang. */
  private void timeOut() {
    int hanging = threads.size();
    timers.end();
    while (threads.size() > hanging) {
      threads.removeLast().run();
    }
  }

  @Test
  void callersShareARunningLookup() throws Exception {
    List<CompletableFuture<InetAddress[]>> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      found.add(lookups.addressesOf("docs"));
    }

    assertThat(threads).hasSize(1);
    run();
    for (CompletableFuture<InetAddress[]> each : found) {
      assertThat(each.get()).containsExactly(InetAddress.getLoopbackAddress());
    }
    assertThat(asked).containsExactly("docs");
  }

  @Test
  void aNameIsLookedUpAgainAfterItsLookup() {
    lookups.addressesOf("docs").cancel(true);
    run();
    var unused = lookups.addressesOf("docs");
    run();

    assertThat(asked).containsExactly("docs", "docs");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aHangingLookupFailsAndNamesTheHost() {
    CompletableFuture<InetAddress[]> found = lookups.addressesOf("docs");

    timeOut();

    assertThat(timers.delays()).containsExactly(TIMEOUT);
    assertThatThrownBy(found::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(ConnectPhaseTimeoutException.class)
        .hasMessageEndingWith("DNS did not answer for docs within 10 s");
  }

  @Test
  void lookupsOfOneHostDoNotDelayOtherHosts() throws Exception {
    for (int i = 0; i < 64; i++) {
      var unused = lookups.addressesOf("hangs-" + i);
    }
    Deque<Runnable> hanging = new ArrayDeque<>(threads);
    threads.clear();

    CompletableFuture<InetAddress[]> found = lookups.addressesOf("docs");
    run();

    assertThat(found.get()).isNotEmpty();
    assertThat(hanging).hasSize(64);
  }

  @Test
  void aHostWithHangingLookupsHasTwoThreadsAndThenFailsImmediately() {
    var first = lookups.addressesOf("docs");
    timeOut();
    var second = lookups.addressesOf("docs");
    assertThat(second).as("the second lookup").isNotDone();
    timeOut();

    for (int i = 0; i < 100; i++) {
      assertThat(lookups.addressesOf("docs")).isCompletedExceptionally();
    }
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(threads).hasSize(HostLookups.MAX_THREADS_OF_A_NAME);
  }

  @Test
  void aHostIsLookedUpAgainOnceAHangingLookupHasEnded() throws Exception {
    for (int i = 0; i < HostLookups.MAX_THREADS_OF_A_NAME; i++) {
      var unused = lookups.addressesOf("docs");
      timeOut();
    }
    threads.remove().run();

    CompletableFuture<InetAddress[]> found = lookups.addressesOf("docs");
    run();

    assertThat(found.get()).isNotEmpty();
  }

  @Test
  void aNameThatDoesNotResolveIsAnErrorAtOnce() {
    CompletableFuture<InetAddress[]> found = lookups.addressesOf("unknown");
    run();

    assertThatThrownBy(found::get).hasCauseInstanceOf(UnknownHostException.class);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void failureOfAResolverCountsAsAnUnknownHost() {
    for (DnsResolver broken :
        List.<DnsResolver>of(
            name -> {
              throw new IllegalStateException("no such zone");
            },
            HostLookupsTest::nothing)) {
      HostLookups failing =
          new HostLookups(broken, TIMEOUT, Runnable::run, timers, System::nanoTime);

      assertThatThrownBy(failing.addressesOf("docs")::get)
          .hasCauseInstanceOf(UnknownHostException.class)
          .hasMessageContaining("docs: the DNS resolver failed");
      assertThat(timers.pending()).isZero();
    }
  }

  /** Breaks the contract, as a resolver of an application may. */
  @SuppressWarnings("NullAway")
  private static InetAddress[] nothing(String name) {
    return null;
  }

  @Test
  void addressIsNotLookedUp() throws Exception {
    assertThat(lookups.addressesOf("10.0.3.17").get())
        .containsExactly(InetAddress.getByAddress(new byte[] {10, 0, 3, 17}));
    assertThat(lookups.addressesOf("::1").get()).hasSize(1);
    assertThat(lookups.addressesOf("[::1]").get()).hasSize(1);
    assertThatThrownBy(lookups.addressesOf("fe80:")::get)
        .hasCauseInstanceOf(UnknownHostException.class);
    assertThat(asked).isEmpty();

    for (String name : List.of("10.0.3", "10.0.3.256", "10.0.3.17.example")) {
      var unused = lookups.addressesOf(name);
    }
    run();
    assertThat(asked).containsExactly("10.0.3", "10.0.3.256", "10.0.3.17.example");
  }

  @Test
  void aThreadThatCannotStartIsAnErrorAndNotARunningLookup() throws Exception {
    List<Boolean> refusals = new ArrayList<>();
    HostLookups full =
        new HostLookups(
            this::lookUp,
            TIMEOUT,
            task -> {
              if (refusals.size() < 4) {
                refusals.add(true);
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            },
            timers,
            System::nanoTime);

    for (int i = 0; i < 4; i++) {
      assertThat(full.addressesOf("docs")).isCompletedExceptionally();
    }
    assertThat(full.addressesOf("docs").get()).isNotEmpty();
  }
}
