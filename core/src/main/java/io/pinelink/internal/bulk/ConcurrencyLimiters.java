package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The concurrency limiters of a client: one per kind of call, namespace and host, since the service
 * limits these separately. The limiters of the most recently used keys are kept for later bulk
 * operations. Thread-safe.
 */
public final class ConcurrencyLimiters {
  private static final int MAX_KEPT = 1_000;

  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final Map<LimitKey, ConcurrencyLimiter> limiters = new LinkedHashMap<>(16, 0.75f, true);

  /** Creates limiters on a clock. */
  public ConcurrencyLimiters(Scheduler scheduler, LongSupplier nanoTime, DoubleSupplier jitter) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** Creates limiters on the system's clock. */
  public static ConcurrencyLimiters system() {
    return new ConcurrencyLimiters(
        Scheduler.system(), System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }

  Scheduler scheduler() {
    return scheduler;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  /** Returns the limiter of a bulk operation, to which it was added. */
  synchronized ConcurrencyLimiter join(LimitKey scope, Object member, int floor, int ceiling) {
    ConcurrencyLimiter limiter =
        limiters.computeIfAbsent(scope, key -> new ConcurrencyLimiter(scheduler, nanoTime, jitter));
    limiter.join(member, floor, ceiling);
    removeOldest();
    return limiter;
  }

  private void removeOldest() {
    Iterator<ConcurrencyLimiter> oldestFirst = limiters.values().iterator();
    while (limiters.size() > MAX_KEPT && oldestFirst.hasNext()) {
      if (oldestFirst.next().isIdle()) {
        oldestFirst.remove();
      }
    }
  }
}
