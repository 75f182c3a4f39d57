package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {
  private long now;

  /** The timers that were asked for, by the time at which each is due. */
  private final List<Timer> timers = new ArrayList<>();

  private final List<String> late = new ArrayList<>();
  private final DeadlineTimer watch = new DeadlineTimer(() -> now, this::timer);

  private record Timer(long due, CompletableFuture<Boolean> over) {}

  private void timer(CompletableFuture<Boolean> over, long nanos) {
    timers.add(new Timer(now + nanos, over));
  }

  private DeadlineTimer.Watched watch(String name, long millis) {
    Deadline deadline = Deadline.after(Duration.ofMillis(millis), () -> now);
    return watch.watch(deadline, () -> late.add(name));
  }

  /** Advances the time, and fires the timers that are due. */
  private void at(long millis) {
    long end = TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      Timer next =
          timers.stream()
              .filter(timer -> !timer.over().isDone() && timer.due() <= end)
              .min((a, b) -> Long.compare(a.due(), b.due()))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      now = Math.max(now, next.due());
      next.over().complete(true);
    }
  }

  private long pending() {
    return timers.stream().filter(timer -> !timer.over().isDone()).count();
  }

  @Test
  void notifiesEachWatcherAtItsDeadline() {
    watch("long", 300);
    watch("short", 100);
    watch("middle", 200);
    at(99);
    assertThat(late).isEmpty();
    at(100);
    assertThat(late).containsExactly("short");
    at(250);
    assertThat(late).containsExactly("short", "middle");
    at(1_000);
    assertThat(late).containsExactly("short", "middle", "long");
    assertThat(pending()).isZero();
  }

  @Test
  void notifiesAllWatchersOfOneMoment() {
    watch("a", 100);
    watch("b", 100);
    at(100);
    assertThat(late).containsExactly("a", "b");
  }

  @Test
  void doesNotNotifyEndedWatchers() {
    DeadlineTimer.Watched ended = watch("ended", 100);
    watch("other", 100);
    ended.end();
    ended.end();
    at(100);
    assertThat(late).containsExactly("other");
  }

  @Test
  void usesOneTimerWhileCallsComeAndGo() {
    for (int i = 0; i < 1_000; i++) {
      at(i);
      watch("quick", 2_000).end();
    }
    assertThat(timers).hasSize(1);
    assertThat(watch.size()).isZero();
  }

  @Test
  void anUnneededTimerFiresOnce() {
    watch("ended", 100).end();
    at(10_000);
    assertThat(timers).hasSize(1);
    assertThat(pending()).isZero();
    watch("later", 100);
    at(10_100);
    assertThat(late).containsExactly("later");
  }

  @Test
  void anEarlierDeadlineReplacesTheTimer() {
    watch("long", 1_000);
    watch("short", 10);
    assertThat(pending()).isEqualTo(1);
    at(10);
    assertThat(late).containsExactly("short");
    assertThat(pending()).isEqualTo(1);
    at(1_000);
    assertThat(late).containsExactly("short", "long");
  }

  @Test
  void anExceptionInOneWatcherDoesNotAffectOthers() {
    watch.watch(
        Deadline.after(Duration.ofMillis(5), () -> now),
        () -> {
          throw new AssertionError("does not matter");
        });
    watch("other", 5);
    at(5);
    assertThat(late).containsExactly("other");
  }

  @Test
  void anExpiredDeadlineIsReportedByTheTimer() {
    Deadline deadline = Deadline.after(Duration.ofMillis(1), () -> now);
    at(7);
    watch.watch(deadline, () -> late.add("over"));
    assertThat(late).isEmpty();
    at(7);
    assertThat(late).containsExactly("over");
  }

  @Test
  void aClosedTimerNotifiesNoWatcher() {
    watch("first", 5);
    watch.close();
    at(5);

    assertThat(late).isEmpty();
    assertThat(watch.size()).isZero();
  }

  @Test
  void theSystemTimerNotifies() {
    CompletableFuture<Boolean> notified = new CompletableFuture<>();
    new DeadlineTimer().watch(Deadline.after(Duration.ofMillis(1)), () -> notified.complete(true));
    assertThat(notified.orTimeout(60, TimeUnit.SECONDS).join()).isTrue();
  }
}
