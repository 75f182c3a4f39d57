package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The concurrency limiters of a client: one per kind of call, namespace and host, since the service
 * limits these separately. The limiters of the last 1,000 that were used are kept for later bulk
 * operations. Thread-safe.
 */
public final class ConcurrencyLimiters {
  private static final int MAX_KEPT = 1_000;

  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;

  /** The limiters, in the order in which their last bulk operations have ended. */
  private final Map<LimitKey, ConcurrencyLimiter> limiters = new LinkedHashMap<>();

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
        limiters.computeIfAbsent(
            scope, unused -> new ConcurrencyLimiter(scheduler, nanoTime, jitter));
    limiter.join(member, floor, ceiling);
    return limiter;
  }

  /** Removes a bulk operation from its limiter, unless it has left already. */
  synchronized void leave(LimitKey scope, Object member) {
    ConcurrencyLimiter limiter = limiters.get(scope);
    if (limiter == null || !limiter.leave(member)) {
      return;
    }
    limiters.remove(scope);
    limiters.put(scope, limiter);
    if (limiters.size() > MAX_KEPT) {
      limiters.values().stream()
          .filter(each -> !each.hasMembers())
          .findFirst()
          .ifPresent(limiters.values()::remove);
    }
  }
}
