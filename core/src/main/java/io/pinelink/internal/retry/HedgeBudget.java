package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that limits the hedged reads of one host. Each read adds a fraction of a token,
 * and each hedge and each failed read takes one: a host that refuses reads is overloaded, not slow
 * by chance. The bucket is bounded, so that a host that becomes slow after an idle period does not
 * receive every read twice.
 *
 * <p>A hedge helps only if the host answers others. After two hedges, there is no further one until
 * the host has answered a read. Thread-safe.
 */
final class HedgeBudget {
  private static final long TOKEN = 1_000;
  private static final int MAX_SAVED = 5;
  private static final int MAX_WITHOUT_ANSWER = 2;

  private final long perCall;
  private final AtomicLong tokens = new AtomicLong(MAX_SAVED * TOKEN);
  private final AtomicInteger withoutAnswer = new AtomicInteger();

  HedgeBudget(double perCall) {
    this.perCall = Math.max(1, Math.round(perCall * TOKEN));
  }

  void called() {
    long unused = tokens.updateAndGet(left -> Math.min(MAX_SAVED * TOKEN, left + perCall));
  }

  void answered() {
    // Read first: it is mostly zero, and shared by all reads.
    if (withoutAnswer.get() > 0) {
      withoutAnswer.set(0);
    }
  }

  void failed() {
    long unused = tokens.updateAndGet(left -> Math.max(0, left - TOKEN));
  }

  /** Takes a token. Returns false if there is none. */
  boolean take() {
    if (withoutAnswer.get() >= MAX_WITHOUT_ANSWER) {
      return false;
    }
    long before = tokens.getAndUpdate(left -> left < TOKEN ? left : left - TOKEN);
    if (before < TOKEN) {
      return false;
    }
    int unused = withoutAnswer.incrementAndGet();
    return true;
  }
}
