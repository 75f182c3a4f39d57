package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.BulkException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One bulk operation: a {@link SourceReader} brings what the source has to the {@link
 * BatchAccumulator}, which makes batches; {@link BatchSender} sends them; the {@link OutcomeCounts}
 * tells what became of everything; the {@link Completion} decides when it is over.
 *
 * <p>What is done with a batch runs in the {@link SerialExecutor}, one thing after another, so all
 * of that has no locks.
 *
 * @param <T> what its calls are made of
 */
public final class Engine<T> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final int MAX_REJECTED_IN_ROW = 1_000;

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
  private final ConcurrencyLimiter limiter;
  private final BatchSender<T> sender;
  private final Completion completion;
  private final StallDetector stallDetector;
  private final CompletableFuture<BulkReport> result = new CompletableFuture<>();
  private final long startedAt;

  /**
   * Makes a bulk operation that has not begun.
   *
   * @param executor runs what it does between calls, and the listener
   * @throws IllegalArgumentException if the checkpoint is not one of this bulk operation
   * @throws java.io.UncheckedIOException if the checkpoint cannot be read
   */
  public Engine(
      BulkTarget<T> target,
      BulkSource<T> source,
      BulkOptions options,
      ConcurrencyLimiters limiters,
      Executor executor) {
    this.target = target;
    this.source = source;
    this.options = options;
    this.events = new SerialExecutor(executor, this::onBug);
    this.timers = new EngineTimers(limiters.scheduler(), limiters.nanoTime(), events);
    this.startedAt = timers.now();
    this.checkpoints = new CheckpointWriter(options, target.description(), timers);
    this.notifier = new ListenerNotifier(options.listener());
    CompletedOffsets completed = checkpoints.open();
    this.counts = new OutcomeCounts(completed, options.maxFailuresKept(), notifier::failed);
    this.memory = new MemoryBudget(options.maxBytesHeld());
    this.accumulator =
        new BatchAccumulator<>(
            target, options, completed.copy(), memory, limiters.scheduler(), new FromAccumulator());
    this.reader =
        new SourceReader<>(
            source, accumulator, memory, failure -> events.post(() -> onSourceOver(failure)));
    this.completion = new Completion(options, timers, events, counts, new Shutdown());
    this.limiter =
        limiters.join(target.scope(), this, options.minConcurrency(), options.maxConcurrency());
    this.sender =
        new BatchSender<>(
            target, options, timers, events, limiter, memory, counts, new Callbacks());
    this.stallDetector =
        new StallDetector(
            options, timers, this::awaitsTheService, sender::lastFailure, completion::end);
  }

  /** Begins; what has to be pulled is pulled on the executor. */
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

  /** Does it all while the caller waits; what has to be pulled is pulled on this thread. */
  public BulkReport run() {
    begin();
    if (reader.isPublisher()) {
      subscribe();
    } else {
      reader.pull();
    }
    return Futures.await(result);
  }

  /** Closes a source that nobody reads; it is the first failure that is told. */
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

  private boolean awaitsTheService() {
    return !completion.isEnding() && counts.open() > 0 && !sender.awaitsReceiver();
  }

  // What comes from the source.

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
    completion.sourceOver(ended ? checkpoints.checkLength(accumulator.position()) : failure);
  }

  // What goes out.

  private final class Callbacks implements BatchSender.Callbacks {
    @Override
    public void progressed() {
      stallDetector.reset();
    }

    @Override
    public Duration maxPause() {
      return stallDetector.maxPause();
    }

    @Override
    public void pauseRequested(Duration pause) {
      stallDetector.pauseRequested(pause);
    }

    @Override
    public void rejected(Throwable reason, int inRow) {
      afterRejection(reason, inRow);
    }

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
   * Splitting costs two calls for each that is refused; not so for millions of them.
   *
   * @param inRow how many were refused here, or by the service, with none between that was not
   */
  private void afterRejection(Throwable reason, int inRow) {
    if (inRow >= MAX_REJECTED_IN_ROW) {
      completion.end(BulkOutcome.REFUSED, reason);
    }
    completion.check();
  }

  // How it ends.

  private final class Shutdown implements Completion.Shutdown {
    @Override
    public void stop(Throwable why) {
      // First of all: what is given up below makes room, and nothing more is to be read.
      Batch<T> gathered = accumulator.close();
      memory.close();
      sender.stop(why);
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
    limiter.leave(this);
  }

  private void report(BulkOutcome ending, @Nullable Throwable cause) {
    BulkReport report =
        new BulkReport(
            ending,
            accumulator.skipped(),
            accumulator.read(),
            counts.accepted,
            counts.rejected,
            counts.unknown,
            counts.unsent,
            counts.acceptedBytes,
            timers.since(startedAt),
            counts.failures(),
            Optional.ofNullable(cause));
    notifier.progress(progress());
    notifier.ended(report);
    if (ending == BulkOutcome.CANCELLED) {
      result.cancel(false);
    } else if (report.isClean() || options.collectsFailures()) {
      result.complete(report);
    } else {
      result.completeExceptionally(new BulkException(target.failedCall(), report));
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

  /** There is no counting on the counts any more; but nobody is to wait for ever. */
  private void fail(Throwable bug) {
    completion.abandon();
    leave();
    var unused = accumulator.close();
    memory.close();
    sender.drop(bug);
    reader.stop();
    if (!result.completeExceptionally(bug)) {
      LOG.log(System.Logger.Level.WARNING, "a bulk operation that was over failed", bug);
    }
  }

  // How it goes.

  private void onProgressDue() {
    if (!completion.isDone()) {
      notifier.progress(progress());
      timers.after(options.progressInterval(), this::onProgressDue);
    }
  }

  private BulkProgress progress() {
    return notifier.measure(
        accumulator,
        counts,
        sender.inFlight(),
        memory.held(),
        limiter.limit(),
        timers.since(startedAt),
        options.expected().isPresent() ? options.expected() : source.size());
  }

  /** What it writes to. */
  @Override
  public String toString() {
    return "BulkOperation[" + target.description() + "]";
  }
}
