package io.pinelink.spi;

import io.pinelink.internal.concurrent.TimerThread;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A shared timer that runs an action when the deadline of a call passes. Nearly all calls end long
 * before, and a timer per call would wake its thread for each of them. This timer sleeps until the
 * earliest deadline that it knew when it was set, even if that call has ended, so it wakes about
 * once per timeout.
 *
 * <p>Thread-safe. After all calls have ended it may wake once more, and the shared timer thread
 * references it until then, unless it is closed.
 */
public final class DeadlineTimer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DeadlineTimer.class.getName());

  private final LongSupplier nanoTime;
  private final ObjLongConsumer<CompletableFuture<Boolean>> timers;
  private final TreeSet<Watched> calls = new TreeSet<>(DeadlineTimer::order);
  private long number;

  /**
   * Completed with true when it is time to wake, and with false when an earlier timer replaces it.
   */
  private @Nullable CompletableFuture<Boolean> timer;

  /** The time at which the timer fires; undefined without a timer. */
  private long wakesAt;

  /** Creates a timer on the system's clock and the shared timer thread of all clients. */
  public DeadlineTimer() {
    this(System::nanoTime, (timer, nanos) -> TimerThread.completeAfter(timer, true, nanos));
  }

  /**
   * Creates a timer on another clock.
   *
   * @param timers completes a future with true after a number of nanoseconds, on another thread
   */
  DeadlineTimer(LongSupplier nanoTime, ObjLongConsumer<CompletableFuture<Boolean>> timers) {
    this.nanoTime = nanoTime;
    this.timers = timers;
  }

  /**
   * Watches a call.
   *
   * @param late runs once if the deadline passes before {@link Watched#end}, or concurrently with
   *     it; it runs on the timer thread, so it must not block
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

  /** Returns the number of watched calls. */
  public synchronized int size() {
    return calls.size();
  }

  /** Stops watching all calls; the caller ends them. */
  @Override
  public synchronized void close() {
    calls.clear();
    if (timer != null) {
      timer.complete(false);
      timer = null;
    }
  }

  private void wakeBy(long end, long now) {
    if (timer != null) {
      if (end - wakesAt >= 0) {
        return;
      }
      // Completing it removes it from the timer's queue.
      timer.complete(false);
    }
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    // Added before the timer is started, which could otherwise run it here, under the lock.
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
      timer = null; // otherwise another one has already replaced it
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

  /** Orders calls by deadline, then by the order in which they were added. */
  private static int order(Watched one, Watched other) {
    int byTime = Long.signum(one.end - other.end);
    return byTime == 0 ? Long.compare(one.number, other.number) : byTime;
  }

  private synchronized void forget(Watched call) {
    calls.remove(call);
  }

  /** A watched call in flight. */
  public final class Watched {
    private final long end;
    private final long number;
    private final Runnable late;

    private Watched(long end, long number, Runnable late) {
      this.end = end;
      this.number = number;
      this.late = late;
    }

    /** Stops watching the call, which has ended. */
    public void end() {
      forget(this);
    }

    private void report() {
      try {
        late.run();
      } catch (RuntimeException | Error e) {
        // The remaining calls must still be processed.
        LOG.log(Level.WARNING, "a call whose deadline passed could not be ended", e);
      }
    }
  }
}
