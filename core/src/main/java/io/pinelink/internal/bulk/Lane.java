package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one kind to one namespace: those gathered for the next batch, and the sender. Not
 * thread-safe.
 */
final class Lane {
  /**
   * The key of the changes that can be sent in one call.
   *
   * @param namespace the namespace; empty for the default one
   */
  record Key(BulkChange.Kind kind, String namespace) {}

  /** A batch on its way to its sender. */
  record Outgoing(BatchSender<Object> sender, Batch<Object> batch) {}

  final BulkTarget<Object> target;
  final Batcher<Object> batcher;
  final ConcurrencyLimiter limiter;
  private final ConcurrencyLimiters limiters;
  private final LimitKey scope;
  final BatchSender<Object> sender;

  /** The number of submitted changes, gathered or sent. */
  int submitted;

  /** Whether a flush waits for a gathered change. */
  boolean urgent;

  /** Whether callers have futures of gathered changes. */
  boolean awaited;

  /** Whether gathered changes have waited for calls in flight as long as they may. */
  boolean overdue;

  /** The timer that sends a batch that is not full. */
  @Nullable CompletableFuture<Void> linger;

  Lane(BulkRun run, BulkTarget<Object> target, BatchSender.Outcomes outcomes) {
    BulkOptions options = run.options;
    this.target = target;
    this.batcher = new Batcher<>(target, options);
    this.limiters = run.limiters;
    this.scope = target.scope();
    this.limiter = limiters.join(scope, this, options.minConcurrency(), options.maxConcurrency());
    this.sender = new BatchSender<>(run, target, limiter, outcomes);
  }

  /** Gathers a change, and adds the batches that are full. */
  void gather(Item<Object> change, List<Outgoing> full) {
    submitted++;
    List<Batch<Object>> batches = batcher.add(change);
    if (!batches.isEmpty()) {
      stopLinger();
      batches.forEach(batch -> full.add(new Outgoing(sender, batch)));
    }
  }

  /** Removes a gathered change. Returns false if it is in a batch already. */
  boolean withdraw(Item<Object> change) {
    boolean withdrawn = batcher.remove(change);
    if (withdrawn) {
      submitted--;
    }
    return withdrawn;
  }

  /** Takes the gathered changes, if any, although their batch is not full. */
  void take(List<Outgoing> full) {
    urgent = false;
    awaited = false;
    overdue = false;
    stopLinger();
    if (batcher.size() > 0) {
      full.add(new Outgoing(sender, batcher.take()));
    }
  }

  /** Takes the gathered changes if callers wait for them and the sender has no others. */
  void takeIfAwaited(List<Outgoing> full) {
    if (awaited && submitted == batcher.size()) {
      take(full);
    }
  }

  void stopLinger() {
    if (linger != null) {
      linger.cancel(false);
      linger = null;
    }
  }

  /** Leaves the limiter, and drops what is gathered. */
  void close() {
    stopLinger();
    limiters.leave(scope, this);
  }
}
