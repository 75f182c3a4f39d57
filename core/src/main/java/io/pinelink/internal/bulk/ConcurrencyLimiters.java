package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The lanes of a client, one for each kind of calls to each namespace of each host, since the
 * service limits those apart. What was learnt is kept for the next bulk operation, for the scopes
 * that were used last. Thread-safe.
 */
public final class ConcurrencyLimiters {
  private static final int MAX_KEPT = 1_000;

  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final Map<LimitKey, ConcurrencyLimiter> limiters = new LinkedHashMap<>(16, 0.75f, true);

  ConcurrencyLimiters(Scheduler scheduler, LongSupplier nanoTime, DoubleSupplier jitter) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** Lanes by the system's clock. */
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

  /** The lane of the bulk operation, which it has joined. */
  synchronized ConcurrencyLimiter join(LimitKey scope, Object member, int floor, int ceiling) {
    ConcurrencyLimiter limiter =
        limiters.computeIfAbsent(scope, key -> new ConcurrencyLimiter(scheduler, nanoTime, jitter));
    limiter.join(member, floor, ceiling);
    forgetTheOldest();
    return limiter;
  }

  private void forgetTheOldest() {
    Iterator<ConcurrencyLimiter> oldestFirst = limiters.values().iterator();
    while (limiters.size() > MAX_KEPT && oldestFirst.hasNext()) {
      if (oldestFirst.next().isIdle()) {
        oldestFirst.remove();
      }
    }
  }
}
