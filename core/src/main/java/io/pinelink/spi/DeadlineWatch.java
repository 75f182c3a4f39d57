package io.pinelink.spi;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls that their time is over. Nearly all end long before, and a timer for each of them
 * would wake its thread for each of them; this one sleeps until the earliest deadline that it was
 * told of, whatever has become of that call, so it wakes about once in a timeout.
 *
 * <p>Thread-safe. There is nothing to close: when all calls have ended, it may wake once more.
 */
public final class DeadlineWatch {
  private static final System.Logger LOG = System.getLogger(DeadlineWatch.class.getName());

  private final LongSupplier nanoTime;
  private final LongFunction<CompletableFuture<Boolean>> timers;
  private final TreeSet<Watched> calls = new TreeSet<>();
  private long number;

  /** When this wakes next; said only while there is a timer. */
  private long wakesAt;

  private @Nullable CompletableFuture<Boolean> timer;

  /** On the system's clock and the JVM's shared timer thread. */
  public DeadlineWatch() {
    this(System::nanoTime, DeadlineWatch::timer);
  }

  /**
   * On another clock.
   *
   * @param timers makes futures that are completed with true after so many nanoseconds
   */
  DeadlineWatch(LongSupplier nanoTime, LongFunction<CompletableFuture<Boolean>> timers) {
    this.nanoTime = nanoTime;
    this.timers = timers;
  }

  private static CompletableFuture<Boolean> timer(long nanos) {
    return new CompletableFuture<Boolean>().completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Watches a call.
   *
   * @param late is run once if the deadline passes before {@link Watched#end}, on the timer's
   *     thread, so it must not block
   */
  public Watched watch(Deadline deadline, Runnable late) {
    long now = nanoTime.getAsLong();
    synchronized (this) {
      Watched call = new Watched(now + deadline.remainingNanos(), number++, late);
      calls.add(call);
      wakeBy(call.end, now);
      return call;
    }
  }

  private void wakeBy(long end, long now) {
    if (timer != null) {
      if (end - wakesAt >= 0) {
        return;
      }
      // Said to be no time, it is taken from the timer's queue.
      timer.complete(false);
    }
    wakesAt = end;
    timer = timers.apply(end - now);
    var unused = timer.thenAccept(this::wake);
  }

  private void wake(boolean isTime) {
    if (isTime) {
      for (Watched call : passed()) {
        try {
          call.late.run();
        } catch (RuntimeException e) {
          // The others are to be told all the same.
          LOG.log(Level.WARNING, "a call whose time is over could not be ended", e);
        }
      }
    }
  }

  private synchronized List<Watched> passed() {
    List<Watched> passed = new ArrayList<>();
    long now = nanoTime.getAsLong();
    timer = null;
    while (!calls.isEmpty() && calls.first().end - now <= 0) {
      passed.add(calls.pollFirst());
    }
    if (!calls.isEmpty()) {
      wakeBy(calls.first().end, now);
    }
    return passed;
  }

  private synchronized void forget(Watched call) {
    calls.remove(call);
  }

  /** A call that is under way. */
  public final class Watched implements Comparable<Watched> {
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

    @Override
    public int compareTo(Watched other) {
      int byTime = Long.signum(end - other.end);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }
}
