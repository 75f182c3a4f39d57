package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket that limits the retries of calls to one host, as in gRPC's retry throttling (gRFC
 * A6). Each failure takes a token, each success returns a fraction of one, and nothing is retried
 * while half of the tokens or fewer are left. Rare failures of a healthy host are retried, and a
 * failing host can recover.
 *
 * <p>Thread-safe.
 */
final class RetryBudget {
  /** The units of one token: fractions are counted in thousandths. */
  private static final long TOKEN = 1_000;

  private final long full;
  private final long perSuccess;
  private final AtomicLong tokens;
  private final @Nullable DoubleConsumer watcher;

  RetryBudget(int tokens, double perSuccess) {
    this(tokens, perSuccess, null);
  }

  /**
   * @param watcher receives the tokens that are left, now and when they change
   */
  RetryBudget(int tokens, double perSuccess, @Nullable DoubleConsumer watcher) {
    this.full = tokens * TOKEN;
    this.perSuccess = Math.round(perSuccess * TOKEN);
    this.tokens = new AtomicLong(full);
    this.watcher = watcher;
    changed();
  }

  void failed() {
    long unused = tokens.updateAndGet(left -> Math.max(0, left - TOKEN));
    changed();
  }

  void succeeded() {
    // Read first: the bucket of a healthy host is full and shared by all its calls.
    if (tokens.get() < full) {
      long unused = tokens.updateAndGet(left -> Math.min(full, left + perSuccess));
      changed();
    }
  }

  private void changed() {
    if (watcher != null) {
      synchronized (watcher) { // so that the last report has the current tokens
        watcher.accept((double) tokens.get() / TOKEN);
      }
    }
  }

  boolean allows() {
    return tokens.get() > full / 2;
  }
}
