package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.spi.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one bulk operation. A {@link SourceReader} passes the items of the source to the
 * {@link BatchAccumulator}, which creates batches. The {@link BatchSender} sends them, and the
 * {@link OutcomeCounts} count the results. The operation ends exactly once: after the source has
 * ended and all items are settled, or early.
 *
 * @param <T> the type of the items
 */
public final class Engine<T> extends BulkRun {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  /** How long an interrupted caller waits for the checkpoint and the listeners. */
  private static final long MAX_SECONDS_TO_CONCLUDE = 5;

  /** How long to wait for a source or a receiver that does not return. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private final BulkTarget<T> target;
  private final BulkSource<T> source;
  private final BatchAccumulator<T> accumulator;
  private final SourceReader<T> reader;
  private final OutcomeCounts counts;
  private final CheckpointWriter checkpoints;
  private final LimitKey scope;
  private final ConcurrencyLimiter limiter;
  private final BatchSender<T> sender;
  private final CompletableFuture<BulkReport> result = new CompletableFuture<>();
  private final CountDownLatch atEnd = new CountDownLatch(1);

  // State of the events.
  private boolean sourceOver;
  private @Nullable Throwable sourceFailure;

  /** The outcome, once nothing more is sent. */
  private @Nullable BulkOutcome ending;

  private @Nullable Throwable cause;
  private boolean lastWaitOver;
  private boolean completing;
  private boolean concluded;
  private @Nullable CompletableFuture<@Nullable Void> visible;

  /**
   * Creates a bulk operation that has not started. Fails if its checkpoint belongs to another bulk
   * operation or source, is in use, or cannot be read.
   */
  public Engine(
      BulkTarget<T> target,
      BulkSource<T> source,
      BulkOptions options,
      ConcurrencyLimiters limiters,
      Executor executor,
      List<BulkListener> others) {
    super(options, limiters, executor, others);
    this.target = target;
    this.source = source;
    this.checkpoints = new CheckpointWriter(this, target.description(), source.name());
    this.counts = new OutcomeCounts(this, checkpoints.open());
    this.accumulator = new BatchAccumulator<>(this, target, checkpoints);
    this.reader =
        new SourceReader<>(
            source, accumulator, memory, failure -> events.post(() -> onSourceOver(failure)));
    this.scope = target.scope();
    this.limiter = limiters.join(scope, this, options.minConcurrency(), options.maxConcurrency());
    this.sender = new BatchSender<>(this, target, limiter, counts);
  }

  /** Starts the bulk operation. The options' source executor reads an iterator. */
  public CompletableFuture<BulkReport> start() {
    return start(options.sourceExecutor().orElse(new DaemonThreadExecutor("pinelink-bulk-source")));
  }

  /** Starts the bulk operation. An iterator is read on the executor. */
  public CompletableFuture<BulkReport> start(Executor sourceExecutor) {
    begin();
    if (reader.isPublisher()) {
      subscribe();
    } else {
      try {
        sourceExecutor.execute(reader::pull);
      } catch (RuntimeException | Error e) {
        events.post(() -> onSourceOver(closed(e)));
      }
    }
    return result;
  }

  /**
   * Runs the bulk operation to its end while the caller waits. An iterator is read on this thread.
   * After an interrupt, the checkpoint is complete and unlocked when this returns.
   */
  public BulkReport run() {
    begin();
    if (reader.isPublisher()) {
      subscribe();
    } else {
      reader.pull();
    }
    try {
      return Futures.await(result);
    } catch (CancellationException e) {
      awaitConclusion();
      throw e;
    }
  }

  private void awaitConclusion() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!atEnd.await(MAX_SECONDS_TO_CONCLUDE, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a bulk operation still ends after its interruption");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes a source that is not read. A second failure is added as suppressed. */
  private Throwable closed(Throwable failure) {
    try {
      source.close();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void subscribe() {
    try {
      reader.subscribe();
    } catch (RuntimeException | Error e) {
      events.post(() -> onSourceOver(e));
    }
  }

  private void begin() {
    var unused =
        result.whenComplete(
            (report, failure) -> {
              if (result.isCancelled()) {
                CancellationException why =
                    new CancellationException("the bulk operation was cancelled");
                events.post(() -> end(BulkOutcome.CANCELLED, why));
              }
            });
    stallDetector.begin();
    reportProgress();
  }

  @Override
  @Nullable Throwable lastFailure() {
    return sender.lastFailure();
  }

  @Override
  boolean awaitsService() {
    return ending == null && counts.open() > 0 && !sender.awaitsReceiver();
  }

  @Override
  boolean isOver() {
    return concluded;
  }

  // Events of the accumulator, on the source's thread or on a timer's, and of the source.

  void batch(Batch<T> batch) {
    events.post(() -> onBatch(batch));
  }

  private void onBatch(Batch<T> batch) {
    boolean first = counts.open() == 0;
    counts.received += batch.size();
    if (first) {
      stallDetector.reset();
    }
    sender.add(batch);
    check();
  }

  /**
   * Called for an item that cannot be sent.
   *
   * @param inRow the number of such items in a row, including this one
   */
  void rejected(Item<T> item, RuntimeException reason, int inRow) {
    events.post(
        () -> {
          counts.received++;
          counts.fail(item, Outcome.REJECTED, reason);
          memory.give(item.cost());
          if (inRow >= BatchSender.MAX_REJECTED_IN_ROW) {
            end(BulkOutcome.REFUSED, reason);
          }
          check();
        });
  }

  /** Called for an item that arrived after the bulk operation had ended. */
  void late(Item<T> item) {
    events.post(
        () -> {
          counts.received++;
          Throwable known = cause;
          counts.fail(
              item,
              Outcome.UNSENT,
              known != null ? known : new CancellationException("the bulk operation is over"));
          check();
        });
  }

  private void onSourceOver(@Nullable Throwable failure) {
    if (sourceOver) {
      return;
    }
    if (failure instanceof SourceReader.Interrupted) {
      end(BulkOutcome.CANCELLED, failure);
    }
    accumulator.flush();
    boolean ended = failure == null && ending == null;
    sourceOver = true;
    sourceFailure = ended ? checkpoints.checkEnd(accumulator.position()) : failure;
    check();
  }

  @Override
  void answered() {
    checkpoints.saveIfDue(
        counts, accumulator.position(), failure -> end(BulkOutcome.FAILED, failure));
    check();
  }

  // The end of the bulk operation.

  /**
   * Ends the bulk operation early: nothing more is sent and all items are settled. After a refusal,
   * the responses to calls in flight are awaited for a limited time, because the service answers;
   * otherwise, and if the caller does not wait, these calls are cancelled.
   */
  @Override
  void end(BulkOutcome how, Throwable why) {
    if (ending != null) {
      if (how == BulkOutcome.CANCELLED || how == BulkOutcome.DEADLINE) {
        abandon(why);
      }
      return;
    }
    ending = how;
    cause = why;
    counts.over = true;
    if (completing) {
      if (visible != null) {
        visible.cancel(true);
      }
      conclude(how);
      return;
    }
    // First, because abandoning batches below frees memory, and nothing more must be read.
    Batch<T> gathered = accumulator.close();
    memory.close();
    if (how == BulkOutcome.REFUSED) {
      after(LAST_WAIT, this::onLastWaitOver);
      after(DRAIN_WAIT, () -> abandon(why));
      sender.drain(why);
    } else {
      after(LAST_WAIT, () -> abandon(why));
      sender.stop(why, true);
    }
    counts.received += gathered.size();
    sender.add(gathered);
    reader.stop();
    check();
  }

  private void onLastWaitOver() {
    lastWaitOver = true;
    check();
  }

  /** Stops waiting for responses, and for a source or receiver that does not return. */
  private void abandon(Throwable why) {
    if (!concluded) {
      sender.abandon(why);
      onLastWaitOver();
    }
  }

  /** Ends the bulk operation if there is nothing left to do. */
  private void check() {
    boolean readAll = sourceOver || (ending != null && lastWaitOver);
    if (completing
        || concluded
        || !readAll
        || counts.open() > 0
        || !accumulator.seal(counts.received)) {
      return;
    }
    if (ending == null) {
      complete();
    } else {
      conclude(ending);
    }
  }

  private void complete() {
    completing = true;
    Duration wait = options.awaitVisible().orElse(null);
    if (sourceFailure != null) {
      cause = sourceFailure;
      conclude(BulkOutcome.SOURCE_FAILED);
    } else if (wait == null || counts.accepted == 0) {
      conclude(BulkOutcome.COMPLETE);
    } else {
      awaitVisible(wait);
    }
  }

  private void awaitVisible(Duration wait) {
    ConsistencyToken lastWrite = sender.lastWrite();
    if (lastWrite == null) {
      cause =
          new IllegalStateException(
              "the service returned no log sequence numbers, so visibility cannot be awaited");
      conclude(BulkOutcome.NOT_VISIBLE);
      return;
    }
    visible = target.awaitVisible(lastWrite, wait);
    var unused = visible.whenComplete((nothing, failure) -> events.post(() -> onVisible(failure)));
  }

  private void onVisible(@Nullable Throwable failure) {
    if (concluded) {
      return;
    }
    if (failure == null) {
      conclude(BulkOutcome.COMPLETE);
    } else {
      cause = Futures.unwrap(failure);
      conclude(BulkOutcome.NOT_VISIBLE);
    }
  }

  private void conclude(BulkOutcome how) {
    concluded = true;
    ending = how;
    leave();
    RuntimeException broken = checkpoints.close(counts, accumulator.position(), how);
    Throwable why = cause;
    if (broken != null && why == null) {
      report(BulkOutcome.FAILED, broken);
      return;
    }
    if (broken != null && why != null && broken != why) {
      why.addSuppressed(broken);
    }
    report(how, why);
  }

  private void leave() {
    stopTimers();
    limiters.leave(scope, this);
  }

  private void report(BulkOutcome how, @Nullable Throwable why) {
    BulkReport report =
        counts.report(how, accumulator.skipped(), accumulator.read(), elapsed(), why);
    notifyProgress();
    notifyListeners(each -> each.ended(report));
    atEnd.countDown();
    if (how == BulkOutcome.CANCELLED) {
      result.cancel(false);
    } else if (report.isClean() || options.collectsFailures()) {
      result.complete(report);
    } else {
      result.completeExceptionally(Failures.bulk(target.failedCall(), report));
    }
  }

  @Override
  void onBug(Throwable bug) {
    if (ending != null) {
      fail(bug);
      return;
    }
    try {
      end(BulkOutcome.FAILED, bug);
    } catch (RuntimeException | Error e) {
      if (e != bug) {
        e.addSuppressed(bug);
      }
      fail(e);
    }
  }

  /**
   * Fails the bulk operation after an internal error. The counts are unreliable, but the future
   * must complete.
   */
  private void fail(Throwable bug) {
    concluded = true;
    leave();
    var unused = accumulator.close();
    memory.close();
    sender.drop(bug);
    reader.stop();
    checkpoints.release();
    atEnd.countDown();
    if (!result.completeExceptionally(bug)) {
      LOG.log(System.Logger.Level.WARNING, "a bulk operation failed after it had ended", bug);
    }
  }

  @Override
  BulkProgress progress() {
    return measure(
        accumulator.skipped(),
        accumulator.read(),
        counts,
        limiter.limit(),
        options.expected().isPresent() ? options.expected() : source.size());
  }

  /** Returns the description of the target. */
  @Override
  public String toString() {
    return "BulkOperation[" + target.description() + "]";
  }
}
