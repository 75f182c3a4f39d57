package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that limits the hedged reads of one host. Each read adds a fraction of a token,
 * and each hedge takes one. The bucket is bounded, so that a host that becomes slow after an idle
 * period does not receive every read twice. Thread-safe.
 */
final class HedgeBudget {
  private static final long TOKEN = 1_000;
  private static final int MAX_SAVED = 10;

  private final long perCall;
  private final AtomicLong tokens = new AtomicLong(MAX_SAVED * TOKEN);

  HedgeBudget(double perCall) {
    this.perCall = Math.max(1, Math.round(perCall * TOKEN));
  }

  void called() {
    long unused = tokens.updateAndGet(left -> Math.min(MAX_SAVED * TOKEN, left + perCall));
  }

  /** Takes a token. Returns false if there is none. */
  boolean take() {
    long before = tokens.getAndUpdate(left -> left < TOKEN ? left : left - TOKEN);
    return before >= TOKEN;
  }
}
