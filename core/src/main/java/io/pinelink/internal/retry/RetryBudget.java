package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be tried again of the calls to one host: a bucket of tokens, as in gRPC's throttling
 * of retries (gRFC A6). Each failure takes a token, each success gives a part of one back, and
 * while no more than half of them are left nothing is tried again. So a host that is well has its
 * rare failures mended, and one that fails is left to recover.
 *
 * <p>Thread-safe.
 */
final class RetryBudget {
  /** Parts of a token are counted in thousandths, as whole numbers. */
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
    // Read first: the bucket of a host that is well is full, and all its calls share it.
    if (tokens.get() < full) {
      long unused = tokens.updateAndGet(left -> Math.min(full, left + perSuccess));
    }
  }

  boolean allows() {
    return tokens.get() > full / 2;
  }
}
