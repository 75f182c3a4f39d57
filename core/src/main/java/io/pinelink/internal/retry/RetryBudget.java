package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicLong;

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

  RetryBudget(int tokens, double perSuccess) {
    this.full = tokens * TOKEN;
    this.perSuccess = Math.round(perSuccess * TOKEN);
    this.tokens = new AtomicLong(full);
  }

  void failed() {
    long unused = tokens.updateAndGet(left -> Math.max(0, left - TOKEN));
  }

  void succeeded() {
    // Read first: the bucket of a healthy host is full and shared by all its calls.
    if (tokens.get() < full) {
      long unused = tokens.updateAndGet(left -> Math.min(full, left + perSuccess));
    }
  }

  boolean allows() {
    return tokens.get() > full / 2;
  }
}
