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
 * {@link BatchAccumulator}, which creates batches. The {@link BatchSender} sends them, the {@link
 * OutcomeCounts} count the results, and the {@link Completion} decides when the operation ends.
 *
 * <p>Batches are processed in the {@link SerialExecutor}, one event after another, so that code
 * needs no locks.
 *
 * @param <T> the type of the items
 */
public final class Engine<T> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  /** How long an interrupted caller waits for the checkpoint and the listeners. */
  private static final long MAX_SECONDS_TO_CONCLUDE = 5;

  private final BulkTarget<T> target;
  private final BulkSource<T> source;
  private final BulkOptions options;
  private final EngineTimers timers;
  private final SerialExecutor events;
  private final MemoryBudget memory;
  private final BatchAccumulator<T> accumulator;
  private final SourceReader<T> reader;
  private final OutcomeCounts counts;
  private final CheckpointWriter checkpoints;
  private final ListenerNotifier notifier;
  private final ConcurrencyLimiters limiters;
  private final LimitKey scope;
  private final ConcurrencyLimiter limiter;
  private final CallCounts calls = new CallCounts();
  private final BatchSender<T> sender;
  private final Completion completion;
  private final StallDetector stallDetector;
  private final CompletableFuture<BulkReport> result = new CompletableFuture<>();
  private final CountDownLatch concluded = new CountDownLatch(1);
  private final long startedAt;

  /**
   * Creates a bulk operation that has not started.
   *
   * @param executor runs the processing between calls, and the listeners
   * @param others the listeners of telemetry, beside the listener of the options
   * @throws IllegalArgumentException if the checkpoint belongs to another bulk operation or source
   * @throws IllegalStateException if another bulk operation uses the checkpoint
   * @throws java.io.UncheckedIOException if the checkpoint cannot be read
   */
  public Engine(
      BulkTarget<T> target,
      BulkSource<T> source,
      BulkOptions options,
      ConcurrencyLimiters limiters,
      Executor executor,
      List<BulkListener> others) {
    this.target = target;
    this.source = source;
    this.options = options;
    this.events = new SerialExecutor(executor, this::onBug);
    this.timers = new EngineTimers(limiters.scheduler(), limiters.nanoTime(), events);
    this.startedAt = timers.now();
    this.checkpoints = new CheckpointWriter(options, target.description(), source.name(), timers);
    this.notifier = new ListenerNotifier(options.listener(), others);
    CompletedOffsets completed = checkpoints.open();
    this.counts = new OutcomeCounts(completed, options.maxFailuresKept(), notifier);
    this.memory = new MemoryBudget(options.maxBytesHeld());
    this.accumulator =
        new BatchAccumulator<>(
            target,
            options,
            checkpoints.skipped(),
            memory,
            limiters.scheduler(),
            new FromAccumulator());
    this.reader =
        new SourceReader<>(
            source, accumulator, memory, failure -> events.post(() -> onSourceOver(failure)));
    this.completion = new Completion(options, timers, events, counts, new Shutdown());
    this.limiters = limiters;
    this.scope = target.scope();
    this.limiter = limiters.join(scope, this, options.minConcurrency(), options.maxConcurrency());
    this.stallDetector =
        new StallDetector(
            options, timers, this::awaitsTheService, this::lastFailure, completion::end);
    this.sender =
        new BatchSender<>(
            target,
            options,
            timers,
            events,
            limiter,
            memory,
            counts,
            calls,
            stallDetector,
            new Callbacks());
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
      if (!concluded.await(MAX_SECONDS_TO_CONCLUDE, TimeUnit.SECONDS)) {
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
                events.post(
                    () ->
                        completion.end(
                            BulkOutcome.CANCELLED,
                            new CancellationException("the bulk operation was cancelled")));
              }
            });
    stallDetector.begin();
    timers.after(options.progressInterval(), this::onProgressDue);
  }

  private @Nullable Throwable lastFailure() {
    return sender.lastFailure();
  }

  private boolean awaitsTheService() {
    return !completion.isEnding() && counts.open() > 0 && !sender.awaitsReceiver();
  }

  // Events of the source.

  private final class FromAccumulator implements BatchAccumulator.Next<T> {
    @Override
    public void batch(Batch<T> batch) {
      events.post(() -> onBatch(batch));
    }

    @Override
    public void rejected(Item<T> item, RuntimeException reason, int inRow) {
      events.post(
          () -> {
            counts.received++;
            counts.fail(item, Outcome.REJECTED, reason);
            memory.give(item.cost());
            afterRejection(reason, inRow);
          });
    }

    @Override
    public void late(Item<T> item) {
      events.post(
          () -> {
            counts.received++;
            Throwable known = completion.cause();
            counts.fail(
                item,
                Outcome.UNSENT,
                known != null ? known : new CancellationException("the bulk operation is over"));
            completion.check();
          });
    }
  }

  private void onBatch(Batch<T> batch) {
    boolean first = counts.open() == 0;
    counts.received += batch.size();
    if (first) {
      stallDetector.reset();
    }
    sender.add(batch);
    completion.check();
  }

  private void onSourceOver(@Nullable Throwable failure) {
    if (completion.isSourceOver()) {
      return;
    }
    if (failure instanceof SourceReader.Interrupted) {
      completion.end(BulkOutcome.CANCELLED, failure);
    }
    accumulator.flush();
    boolean ended = failure == null && !completion.isEnding();
    completion.sourceOver(ended ? checkpoints.checkEnd(accumulator.position()) : failure);
  }

  // Events of the sender.

  private final class Callbacks implements BatchSender.Callbacks {
    @Override
    public void answered() {
      checkpoints.saveIfDue(
          counts, accumulator.position(), failure -> completion.end(BulkOutcome.FAILED, failure));
      completion.check();
    }

    @Override
    public void end(BulkOutcome how, Throwable why) {
      completion.end(how, why);
    }
  }

  /**
   * Ends the bulk operation after too many rejections in a row.
   *
   * @param inRow the number of items that the client rejected in a row
   */
  private void afterRejection(Throwable reason, int inRow) {
    if (inRow >= BatchSender.MAX_REJECTED_IN_ROW) {
      completion.end(BulkOutcome.REFUSED, reason);
    }
    completion.check();
  }

  // The end of the bulk operation.

  private final class Shutdown implements Completion.Shutdown {
    @Override
    public void drain(Throwable why) {
      end(() -> sender.drain(why));
    }

    @Override
    public void stop(Throwable why) {
      end(() -> sender.stop(why, true));
    }

    private void end(Runnable sending) {
      // First, because abandoning batches below frees memory, and nothing more must be read.
      Batch<T> gathered = accumulator.close();
      memory.close();
      sending.run();
      counts.received += gathered.size();
      sender.add(gathered);
      reader.stop();
    }

    @Override
    public void abandon(Throwable why) {
      sender.abandon(why);
    }

    @Override
    public boolean seal() {
      return accumulator.seal(counts.received);
    }

    @Override
    public @Nullable ConsistencyToken lastWrite() {
      return sender.lastWrite();
    }

    @Override
    public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration max) {
      return target.awaitVisible(write, max);
    }

    @Override
    public void conclude(BulkOutcome how, @Nullable Throwable cause) {
      leave();
      RuntimeException broken = checkpoints.close(counts, accumulator.position(), how);
      if (broken != null && cause == null) {
        report(BulkOutcome.FAILED, broken);
        return;
      }
      if (broken != null && cause != null && broken != cause) {
        cause.addSuppressed(broken);
      }
      report(how, cause);
    }
  }

  private void leave() {
    timers.stop();
    limiters.leave(scope, this);
  }

  private void report(BulkOutcome ending, @Nullable Throwable cause) {
    BulkReport report =
        counts.report(
            ending,
            accumulator.skipped(),
            accumulator.read(),
            timers.since(startedAt),
            counts.failures(),
            cause);
    notifier.progress(progress());
    notifier.ended(report);
    concluded.countDown();
    if (ending == BulkOutcome.CANCELLED) {
      result.cancel(false);
    } else if (report.isClean() || options.collectsFailures()) {
      result.complete(report);
    } else {
      result.completeExceptionally(Failures.bulk(target.failedCall(), report));
    }
  }

  private void onBug(Throwable bug) {
    if (completion.isEnding()) {
      fail(bug);
      return;
    }
    try {
      completion.end(BulkOutcome.FAILED, bug);
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
    completion.disable();
    leave();
    var unused = accumulator.close();
    memory.close();
    sender.drop(bug);
    reader.stop();
    checkpoints.release();
    concluded.countDown();
    if (!result.completeExceptionally(bug)) {
      LOG.log(System.Logger.Level.WARNING, "a bulk operation failed after it had ended", bug);
    }
  }

  // Progress.

  private void onProgressDue() {
    if (!completion.isDone()) {
      notifier.progress(progress());
      timers.after(options.progressInterval(), this::onProgressDue);
    }
  }

  private BulkProgress progress() {
    return notifier.measure(
        accumulator.skipped(),
        accumulator.read(),
        counts,
        calls,
        memory.held(),
        limiter.limit(),
        timers.since(startedAt),
        options.expected().isPresent() ? options.expected() : source.size());
  }

  /** Returns the description of the target. */
  @Override
  public String toString() {
    return "BulkOperation[" + target.description() + "]";
  }
}
