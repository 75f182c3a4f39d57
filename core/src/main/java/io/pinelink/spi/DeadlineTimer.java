package io.pinelink.spi;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls that their time is over. Nearly all end long before, and a timer for each of them
 * would wake its thread for each of them; this one sleeps until the earliest deadline that it was
 * told of, whatever has become of that call, so it wakes about once in a timeout.
 *
 * <p>Thread-safe. There is nothing to close: when all calls have ended, it may wake once more, and
 * is kept by the JVM's timer until then.
 */
public final class DeadlineTimer {
  private static final System.Logger LOG = System.getLogger(DeadlineTimer.class.getName());

  private final LongSupplier nanoTime;
  private final ObjLongConsumer<CompletableFuture<Boolean>> timers;
  private final TreeSet<Watched> calls = new TreeSet<>(DeadlineTimer::order);
  private long number;

  /** Completed with true when it is time to wake, and with false when another takes its place. */
  private @Nullable CompletableFuture<Boolean> timer;

  /** When that is; means nothing while there is no timer. */
  private long wakesAt;

  /** On the system's clock and the JVM's shared timer thread. */
  public DeadlineTimer() {
    this(
        System::nanoTime,
        (timer, nanos) -> timer.completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS));
  }

  /**
   * On another clock.
   *
   * @param timers completes a future with true after so many nanoseconds, on another thread
   */
  DeadlineTimer(LongSupplier nanoTime, ObjLongConsumer<CompletableFuture<Boolean>> timers) {
    this.nanoTime = nanoTime;
    this.timers = timers;
  }

  /**
   * Watches a call.
   *
   * @param late is run once if the deadline passes before {@link Watched#end}, or at the same time;
   *     on the JVM's timer thread, so it must not block
   */
  public Watched watch(Deadline deadline, Runnable late) {
    long left = deadline.remainingNanos();
    long now = nanoTime.getAsLong();
    synchronized (this) {
      Watched call = new Watched(now + left, number++, late);
      calls.add(call);
      wakeBy(call.end, now);
      return call;
    }
  }

  /** How many calls are watched. */
  public synchronized int size() {
    return calls.size();
  }

  private void wakeBy(long end, long now) {
    if (timer != null) {
      if (end - wakesAt >= 0) {
        return;
      }
      // Completed, it is taken from the timer's queue.
      timer.complete(false);
    }
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    // Before it runs, lest it goes off here, under the lock.
    var unused = next.thenAccept(isTime -> wake(next, isTime));
    timer = next;
    wakesAt = end;
    timers.accept(next, end - now);
  }

  private void wake(CompletableFuture<Boolean> woken, boolean isTime) {
    if (isTime) {
      passed(woken).forEach(Watched::report);
    }
  }

  private synchronized List<Watched> passed(CompletableFuture<Boolean> woken) {
    if (timer == woken) {
      timer = null; // another one may have taken its place just before
    }
    List<Watched> passed = new ArrayList<>();
    long now = nanoTime.getAsLong();
    while (!calls.isEmpty() && calls.first().end - now <= 0) {
      passed.add(calls.pollFirst());
    }
    if (!calls.isEmpty()) {
      wakeBy(calls.first().end, now);
    }
    return passed;
  }

  /** The sooner first; of the same moment the one that was told first. */
  private static int order(Watched one, Watched other) {
    int byTime = Long.signum(one.end - other.end);
    return byTime == 0 ? Long.compare(one.number, other.number) : byTime;
  }

  private synchronized void forget(Watched call) {
    calls.remove(call);
  }

  /** A call that is under way. */
  public final class Watched {
    private final long end;
    private final long number;
    private final Runnable late;

    private Watched(long end, long number, Runnable late) {
      this.end = end;
      this.number = number;
      this.late = late;
    }

    /** The call has ended. */
    public void end() {
      forget(this);
    }

    private void report() {
      try {
        late.run();
      } catch (RuntimeException | Error e) {
        // The others are to be told all the same.
        LOG.log(Level.WARNING, "a call whose time is over could not be ended", e);
      }
    }
  }
}
