package io.pinelink.internal.retry;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the retries of calls to one host, of two token buckets.
 *
 * <p>The larger one is the bucket of gRPC's retry throttling (gRFC A6). Each failure takes a token,
 * each success returns a fraction of one, and nothing is retried while half of the tokens or fewer
 * are left. Rare failures of a healthy host are retried, many at once too, and a failing host can
 * recover. A call that was refused because there are too many takes two tokens, since a retry adds
 * to what is too much.
 *
 * <p>The smaller bucket recognizes a failing host after few calls, so that many clients with few
 * calls each do not multiply their calls. Each failure takes a token, but those within a tenth of a
 * second take one together; each success returns one.
 *
 * <p>Thread-safe.
 */
final class RetryBudget {
  /** The units of one token: fractions are counted in thousandths. */
  private static final long TOKEN = 1_000;

  private static final long AT_ONCE_NANOS = 100_000_000;

  private final long full;
  private final long perSuccess;
  private final AtomicLong tokens;
  private final int fullInRow;
  private final AtomicInteger leftInRow;
  private final AtomicLong countedAt;
  private final LongSupplier nanoTime;
  private final @Nullable DoubleConsumer watcher;
  private boolean removed;

  /**
   * Creates a budget that is full at first.
   *
   * @param inRow the tokens of the smaller bucket: how many failures in a row end retries
   * @param watcher receives the tokens that are left in the larger bucket, now and when they change
   */
  RetryBudget(
      int tokens,
      double perSuccess,
      int inRow,
      LongSupplier nanoTime,
      @Nullable DoubleConsumer watcher) {
    this.full = tokens * TOKEN;
    this.perSuccess = Math.round(perSuccess * TOKEN);
    this.tokens = new AtomicLong(full);
    this.fullInRow = inRow;
    this.leftInRow = new AtomicInteger(inRow);
    this.nanoTime = nanoTime;
    this.countedAt = new AtomicLong(nanoTime.getAsLong() - AT_ONCE_NANOS);
    this.watcher = watcher;
    changed();
  }

  /** Records a failure of an attempt. */
  void failed() {
    take(TOKEN);
  }

  /** Records an attempt that was refused because there are too many calls. */
  void throttled() {
    take(2 * TOKEN);
  }

  private void take(long cost) {
    long unused = tokens.updateAndGet(left -> Math.max(0, left - cost));
    long now = nanoTime.getAsLong();
    long before = countedAt.get();
    if (now - before >= AT_ONCE_NANOS && countedAt.compareAndSet(before, now)) {
      int unusedToo = leftInRow.updateAndGet(left -> Math.max(0, left - 1));
    }
    changed();
  }

  void succeeded() {
    // Read first: the buckets of a healthy host are full and shared by all its calls.
    if (leftInRow.get() < fullInRow) {
      int unused = leftInRow.updateAndGet(left -> Math.min(fullInRow, left + 1));
    }
    if (tokens.get() < full) {
      long unused = tokens.updateAndGet(left -> Math.min(full, left + perSuccess));
      changed();
    }
  }

  private void changed() {
    if (watcher != null) {
      synchronized (watcher) { // so that the last report has the current tokens
        if (!removed) {
          watcher.accept(left());
        }
      }
    }
  }

  /** Stops reporting. Calls that are in flight still use the budget. */
  void remove() {
    if (watcher != null) {
      synchronized (watcher) {
        removed = true;
      }
    }
  }

  /** Returns the tokens that are left. */
  double left() {
    return (double) tokens.get() / TOKEN;
  }

  boolean isFull() {
    return tokens.get() == full && leftInRow.get() == fullInRow;
  }

  boolean allows() {
    return tokens.get() > full / 2 && leftInRow.get() > 0;
  }
}
