package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many reads of one host may be made twice: each read adds a part of a token, each second call
 * takes one. What is saved up has a bound, so that a host that becomes slow after a quiet hour is
 * not asked twice for everything. Thread-safe.
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

  /** Takes a token, if there is one. */
  boolean take() {
    long before = tokens.getAndUpdate(left -> left < TOKEN ? left : left - TOKEN);
    return before >= TOKEN;
  }
}
