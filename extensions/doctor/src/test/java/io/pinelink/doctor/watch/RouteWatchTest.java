package io.pinelink.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.internal.bulk.FakeTime;
import io.pinelink.routing.IndexHosts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RouteWatchTest {
  private static final IndexHosts HOST = IndexHosts.given(Diagnoses.HOST);
  private static final IndexHosts OTHER = IndexHosts.given("other-" + Diagnoses.HOST);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final FakeTime time = new FakeTime();
  private final AtomicInteger checks = new AtomicInteger();
  private double random = 0.5;

  private RouteWatch watch(
      UnaryOperator<RouteWatch.Builder> settings, Function<IndexHosts, Diagnosis> doctor) {
    RouteWatch.Builder builder =
        RouteWatch.builder(
            host -> {
              checks.incrementAndGet();
              return doctor.apply(host);
            });
    return settings
        .apply(builder.interval(INTERVAL))
        .start(
            new RouteWatch.Time(time, time::now, InstantSource.fixed(Diagnoses.NOW), () -> random));
  }

  private void startFirstChecks() {
    time.pass(Duration.ZERO);
  }

  /** Waits until checks have ended, so that their next ones are scheduled. */
  private void awaitChecks(int number, long scheduled) {
    await().until(() -> checks.get() == number && time.pending() == scheduled);
  }

  @Test
  void theFirstCheckStartsAtOnceAndFurtherOnesAfterTheInterval() {
    try (RouteWatch watch = watch(builder -> builder, host -> Diagnoses.healthy())) {
      watch.add(HOST);
      assertThat(watch.hosts()).extracting(WatchedHost::succeeded).containsExactly(0L);
      startFirstChecks();
      awaitChecks(1, 1);

      time.pass(INTERVAL.minusNanos(1));
      assertThat(time.pending()).isEqualTo(1);
      time.pass(Duration.ofNanos(1));
      awaitChecks(2, 1);

      assertThat(watch.hosts()).extracting(WatchedHost::succeeded).containsExactly(2L);
    }
  }

  @Test
  void jitterMovesTheNextCheckInBothDirections() {
    try (RouteWatch watch = watch(builder -> builder.jitter(0.5), host -> Diagnoses.healthy())) {
      random = 0;
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);
      random = 1;
      time.pass(INTERVAL.dividedBy(2));
      awaitChecks(2, 1);
      time.pass(INTERVAL.plus(INTERVAL.dividedBy(2)).minusNanos(1));
      assertThat(time.pending()).isEqualTo(1);
      time.pass(Duration.ofNanos(1));
      awaitChecks(3, 1);
    }
  }

  @Test
  void theTimeOfACheckIsPartOfTheInterval() {
    try (RouteWatch watch =
        watch(
            builder -> builder,
            host -> {
              time.pass(Duration.ofSeconds(10));
              return Diagnoses.healthy();
            })) {
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);
      time.pass(INTERVAL.minusSeconds(10));
      awaitChecks(2, 1);
    }
  }

  @Test
  void aHostIsNotCheckedAgainWhileItsCheckRuns() {
    Semaphore end = new Semaphore(0);
    try (RouteWatch watch =
        watch(
            builder -> builder,
            host -> {
              end.acquireUninterruptibly();
              return Diagnoses.healthy();
            })) {
      watch.add(HOST);
      watch.add(HOST);
      startFirstChecks();
      await().until(() -> checks.get() == 1);
      time.pass(INTERVAL.multipliedBy(10));
      assertThat(checks).hasValue(1);
      assertThat(time.pending()).isZero();

      end.release(2);
      awaitChecks(1, 1);
      assertThat(watch.hosts()).hasSize(1);
    }
  }

  @Test
  void checksOfSeveralHostsAreBounded() {
    Semaphore end = new Semaphore(0);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (RouteWatch watch =
        watch(
            builder -> builder.concurrency(2),
            host -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              end.acquireUninterruptibly();
              running.decrementAndGet();
              return Diagnoses.healthy();
            })) {
      for (int i = 0; i < 5; i++) {
        watch.add(IndexHosts.given("index" + i));
      }
      startFirstChecks();
      await().until(() -> checks.get() == 2);
      end.release(5);
      awaitChecks(5, 5);

      assertThat(most).hasValue(2);
    }
  }

  @Test
  void listenersReceiveChangesAndChecksEvenIfOneFails() {
    List<RouteChange> changes = new CopyOnWriteArrayList<>();
    List<WatchedHost> checked = new CopyOnWriteArrayList<>();
    WatchListener broken =
        new WatchListener() {
          @Override
          public void checked(WatchedHost host) {
            throw new IllegalStateException("broken");
          }
        };
    WatchListener listener =
        new WatchListener() {
          @Override
          public void checked(WatchedHost host) {
            checked.add(host);
          }

          @Override
          public void changed(RouteChange change) {
            changes.add(change);
          }
        };
    try (RouteWatch watch =
        watch(
            builder -> builder.listener(broken).listener(listener).fall(1),
            host -> checks.get() == 1 ? Diagnoses.healthy() : Diagnoses.withoutDns())) {
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);
      time.pass(INTERVAL);
      awaitChecks(2, 1);
    }

    assertThat(changes)
        .extracting(RouteChange::to)
        .containsExactly(RouteHealth.UP, RouteHealth.DOWN);
    assertThat(checked).hasSize(2);
  }

  /** Records the calls of a listener. */
  private static final class Recorder implements WatchListener {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void checked(WatchedHost host) {
      events.add("checked " + host.host());
    }

    @Override
    public void removed(String host) {
      events.add("removed " + host);
    }
  }

  @Test
  void aRemovedHostIsNotCheckedAgain() {
    Recorder recorder = new Recorder();
    try (RouteWatch watch =
        watch(builder -> builder.listener(recorder), host -> Diagnoses.healthy())) {
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);

      watch.remove("https://" + HOST.host() + "/");
      watch.remove(HOST.host());

      assertThat(time.pending()).isZero();
      assertThat(watch.hosts()).isEmpty();
      assertThat(recorder.events)
          .containsExactly("checked " + HOST.host(), "removed " + HOST.host());
    }
  }

  @Test
  void theCheckOfARemovedHostEndsWithoutResultAndBeforeTheHostIsWatchedAgain() {
    Recorder recorder = new Recorder();
    Semaphore end = new Semaphore(0);
    try (RouteWatch watch =
        watch(
            builder -> builder.listener(recorder),
            host -> {
              end.acquireUninterruptibly();
              return Diagnoses.healthy();
            })) {
      watch.add(HOST);
      startFirstChecks();
      await().until(() -> checks.get() == 1);
      watch.remove(HOST.host());
      watch.add(HOST);
      watch.remove(HOST.host());
      watch.add(HOST);
      assertThat(time.pending()).isZero();
      assertThat(recorder.events).isEmpty();

      end.release(2);
      await().until(() -> time.pending() == 1);
      startFirstChecks();
      awaitChecks(2, 1);

      assertThat(recorder.events)
          .containsExactly(
              "removed " + HOST.host(), "removed " + HOST.host(), "checked " + HOST.host());
    }
  }

  @Test
  void aHostIsWatchedOnceHoweverItIsWritten() {
    try (RouteWatch watch = watch(builder -> builder, host -> Diagnoses.healthy())) {
      assertThat(
              watch.add(IndexHosts.given("https://" + HOST.host().toUpperCase(Locale.ROOT) + "/")))
          .isEqualTo(HOST.host());
      watch.add(HOST);
      watch.add(IndexHosts.given("no host"));

      assertThat(watch.hosts())
          .extracting(WatchedHost::host)
          .containsExactly(HOST.host(), "no host");
    }
  }

  @Test
  void anErrorOfACheckOrListenerIsNotLost() {
    Recorder recorder = new Recorder();
    WatchListener broken =
        new WatchListener() {
          @Override
          public void changed(RouteChange change) {
            throw new NoClassDefFoundError("broken");
          }
        };
    try (RouteWatch watch =
        watch(
            builder -> builder.listener(broken).listener(recorder),
            host -> {
              throw new NoClassDefFoundError("broken");
            })) {
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);

      assertThat(watch.hosts()).extracting(WatchedHost::failed).containsExactly(1L);
      assertThat(recorder.events).containsExactly("checked " + HOST.host());
    }
  }

  @Test
  void anExceptionDoesNotEndTheWatch() {
    try (RouteWatch watch =
        watch(
            builder -> builder,
            host -> {
              throw new IllegalStateException("broken");
            })) {
      watch.add(HOST);
      startFirstChecks();
      awaitChecks(1, 1);
      time.pass(INTERVAL);
      awaitChecks(2, 1);

      assertThat(watch.hosts())
          .singleElement()
          .satisfies(
              host -> {
                assertThat(host.health()).contains(RouteHealth.DOWN);
                assertThat(host.failed()).isEqualTo(2);
                assertThat(host.lastSuccess()).isEmpty();
              });
    }
  }

  @Test
  void closeInterruptsAndDropsRunningChecks() {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<WatchedHost> checked = new CopyOnWriteArrayList<>();
    RouteWatch watch =
        watch(
            builder ->
                builder.listener(
                    new WatchListener() {
                      @Override
                      public void checked(WatchedHost host) {
                        checked.add(host);
                      }
                    }),
            host -> {
              running.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Diagnoses.withoutDns();
            });
    watch.add(HOST);
    startFirstChecks();
    await().until(() -> running.getCount() == 0);

    watch.close();
    watch.close();

    assertThat(checked).isEmpty();
    assertThat(time.pending()).isZero();
    assertThat(watch.hosts()).extracting(WatchedHost::failed).containsExactly(0L);
    assertThatThrownBy(() -> watch.add(OTHER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the watch is closed");
  }

  @Test
  void hostsAreBounded() {
    try (RouteWatch watch = watch(builder -> builder, host -> Diagnoses.healthy())) {
      for (int i = 0; i < 1_000; i++) {
        watch.add(IndexHosts.given("index" + i));
      }

      assertThatThrownBy(() -> watch.add(OTHER)).hasMessage("hosts are 1000 already, the maximum");
    }
  }

  @Test
  void invalidSettingsAreRefused() {
    RouteWatch.Builder builder = RouteWatch.builder(host -> Diagnoses.healthy());

    assertThatThrownBy(() -> builder.interval(Duration.ofMillis(999)))
        .hasMessage("interval is 999 ms, expected 1 s to 1 d");
    assertThatThrownBy(() -> builder.jitter(Double.NaN))
        .hasMessage("jitter is NaN, expected 0 to 1");
    assertThatThrownBy(() -> builder.rise(0)).hasMessageContaining("rise is 0");
    assertThatThrownBy(() -> builder.fall(1_001)).hasMessageContaining("fall is 1001");
    assertThatThrownBy(() -> builder.concurrency(65)).hasMessageContaining("concurrency is 65");
    assertThatThrownBy(() -> builder.certificateWarning(Duration.ofSeconds(-1)))
        .hasMessage("certificateWarning is -1 s, expected 0 to 3650 days");
  }
}
