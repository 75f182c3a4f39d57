package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.error.BulkException;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.bulk.Lane.Outgoing;
import io.pinelink.internal.concurrent.BatchCompletion;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.spi.Failures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a {@link BulkWriter}. The threads that write gather changes into batches under a
 * lock. The {@link BatchSender} of each {@link Lane} sends them, in events of one {@link
 * SerialExecutor}; what it reports settles changes and submits the next ones of their ids.
 */
public final class OrderedWriter<C> extends BulkRun implements BulkWriter<C> {
  /** How long changes that callers wait for are gathered while a call is in flight. */
  private static final Duration MAX_WAIT = Duration.ofMillis(10);

  private final String namespace;
  private final BiFunction<BulkChange.Kind, String, BulkTarget<?>> targets;
  private final FailedCall failedCall;
  private final BulkWriterListener<C> listener;
  private final Executor completeOn;

  // State of the events.
  private final Set<BatchSender<Object>> busy = new LinkedHashSet<>();
  private boolean over;
  private boolean concluded;

  /** The futures of changes that were accepted in the current event, by one write. */
  private List<CompletableFuture<Optional<ConsistencyToken>>> acknowledged = new ArrayList<>();

  /** The token of that write. */
  private Optional<ConsistencyToken> token = Optional.empty();

  /** Completed when the writer has ended and no call is in flight. */
  private final CompletableFuture<@Nullable Void> quiet = new CompletableFuture<>();

  /** The number of changes that senders have. */
  private final AtomicInteger sending = new AtomicInteger();

  // State of all threads.
  private final Object lock = new Object();
  private final ChangeAccumulator<C> accumulator =
      new ChangeAccumulator<>(this::newLane, this::startLinger);
  private final ArrayDeque<FlushInterval> intervals = new ArrayDeque<>();
  private final OutcomeTotals totals = new OutcomeTotals(0);
  private long written;
  private int refusedInRow;
  private boolean closed;
  private boolean cancelled;
  private @Nullable BulkReport end;

  /**
   * Creates a writer, whose futures of changes complete on an executor that their callbacks may
   * block. A target is created for each kind of change and namespace, unless the index does not
   * have such changes.
   */
  public OrderedWriter(
      String namespace,
      BiFunction<BulkChange.Kind, String, BulkTarget<?>> targets,
      FailedCall failedCall,
      BulkOptions options,
      BulkWriterListener<C> listener,
      ConcurrencyLimiters limiters,
      Executor executor,
      Executor completeOn,
      List<BulkListener> others) {
    super(options, limiters, executor, others);
    this.namespace = oneName(namespace);
    this.targets = targets;
    this.failedCall = failedCall;
    this.listener = listener;
    this.completeOn = completeOn;
    intervals.add(newInterval());
    reportProgress();
  }

  /** Returns one form of the two names of the default namespace. */
  private static String oneName(String namespace) {
    return new ConsistencyToken(namespace, 0).namespace();
  }

  private FlushInterval newInterval() {
    return new FlushInterval(now(), options.maxFailuresKept());
  }

  // Writing.

  @Override
  public void write(BulkChange change, C context) {
    Objects.requireNonNull(change, "change is null");
    Objects.requireNonNull(context, "context is null");
    Futures.await(whenWritable());
    add(change, context, null);
  }

  @Override
  public CompletableFuture<Optional<ConsistencyToken>> send(BulkChange change) {
    Objects.requireNonNull(change, "change is null");
    Futures.await(whenWritable());
    CompletableFuture<Optional<ConsistencyToken>> future = new CompletableFuture<>();
    try {
      add(change, null, future);
    } catch (BulkException e) {
      future.completeExceptionally(e);
    }
    return future;
  }

  @Override
  public boolean offer(BulkChange change, C context) {
    Objects.requireNonNull(change, "change is null");
    Objects.requireNonNull(context, "context is null");
    if (!whenWritable().isDone()) {
      return false;
    }
    add(change, context, null);
    return true;
  }

  @Override
  public CompletableFuture<@Nullable Void> whenWritable() {
    CompletableFuture<@Nullable Void> room = memory.whenOpen();
    if (room.isDone()) {
      return room;
    }
    sendIfIdle();
    return room.copy(); // a caller may cancel it
  }

  private void add(
      BulkChange change,
      @Nullable C context,
      @Nullable CompletableFuture<Optional<ConsistencyToken>> future) {
    Lane.Key key =
        new Lane.Key(
            change.kind(), change.namespace().map(OrderedWriter::oneName).orElse(namespace));
    Lane lane;
    synchronized (lock) {
      checkOpen();
      lane = accumulator.lane(key);
    }
    // Without the lock, since this is most of the work.
    RuntimeException refusal = refusalByCheck(change);
    Object item = change.item();
    long bytes = 0;
    try {
      item = lane.target.checked(item);
      bytes = lane.batcher.sizer().bytes(item);
    } catch (IncompatibleLibraryException e) {
      throw e; // nothing can be measured
    } catch (RuntimeException e) {
      refusal = refusal == null ? e : refusal;
      bytes = lane.batcher.sizer().bytesOfRefused(change.item());
    }
    List<Outgoing> full = new ArrayList<>();
    PendingChange<C> pending;
    int inRow;
    synchronized (lock) {
      checkOpen();
      FlushInterval interval = intervals.getLast();
      interval.written++;
      pending =
          new PendingChange<>(written++, change.id(), item, bytes, key, context, future, interval);
      refusedInRow = refusal == null ? 0 : refusedInRow + 1;
      inRow = refusedInRow;
      memory.take(pending.cost());
      if (refusal == null) {
        accumulator.add(pending, full);
      }
    }
    if (refusal != null) {
      RuntimeException reason = refusal;
      events.post(
          () -> {
            onRefusedByCheck(pending, reason, inRow);
            memory.give(pending.cost());
          });
    }
    full.forEach(this::send);
  }

  private @Nullable RuntimeException refusalByCheck(BulkChange change) {
    try {
      options.changeCheck().accept(change);
      return null;
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  private void checkOpen() {
    RuntimeException failure = failure();
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("the bulk writer is closed");
    }
  }

  /** Returns the failure of the writer; null if it has not failed. */
  private @Nullable RuntimeException failure() {
    if (cancelled) {
      return new CancellationException("the bulk writer was cancelled");
    }
    return end == null || end.ending() == BulkOutcome.COMPLETE
        ? null
        : Failures.bulk(failedCall, end);
  }

  @Override
  @Nullable Throwable lastFailure() {
    return busy.stream()
        .map(BatchSender::lastFailure)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @SuppressWarnings("unchecked") // all items of a kind are of one class, which its target accepts
  private Lane newLane(Lane.Key key) {
    BulkTarget<Object> target = (BulkTarget<Object>) targets.apply(key.kind(), key.namespace());
    return new Lane(this, target, new FromSender(key.kind()));
  }

  private void startLinger(Lane lane) {
    Duration max = options.linger();
    CompletableFuture<Void> timer =
        limiters.scheduler().after(lane.awaited && max.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : max);
    lane.linger = timer;
    var unused = timer.thenRun(() -> events.post(() -> onLingerOver(lane, timer)));
  }

  /**
   * Sends what was gathered. What callers wait for joins more changes while the sender could not
   * send it yet, so that a service that throttles or fails receives few large batches.
   */
  private void onLingerOver(Lane lane, CompletableFuture<Void> timer) {
    List<Outgoing> due = new ArrayList<>();
    synchronized (lock) {
      if (lane.linger != timer) {
        return;
      }
      lane.overdue = lane.awaited && lane.sender.hasWaiting();
      if (!lane.overdue) {
        lane.take(due);
      }
    }
    due.forEach(this::send);
  }

  private void sendIfIdle() {
    if (sending.get() == 0) {
      sendGathered(lane -> true);
    }
  }

  private void sendGathered(Predicate<Lane> which) {
    List<Outgoing> gathered = new ArrayList<>();
    synchronized (lock) {
      accumulator.take(which, gathered);
    }
    gathered.forEach(this::send);
  }

  private void send(Outgoing outgoing) {
    events.post(() -> onBatch(outgoing));
  }

  // Flushing and the caller's end.

  @Override
  public CompletableFuture<BulkReport> flush() {
    synchronized (lock) {
      if (failure() == null) {
        checkOpen();
      }
    }
    return flushAll();
  }

  private CompletableFuture<BulkReport> flushAll() {
    FlushInterval interval;
    synchronized (lock) {
      RuntimeException failure = failure();
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      interval = intervals.getLast();
      intervals.addLast(newInterval());
    }
    sendGathered(lane -> true);
    events.post(this::completeFlushes);
    return interval.future;
  }

  @Override
  public void cancel() {
    cancel(true);
  }

  @Override
  public CompletableFuture<@Nullable Void> stop() {
    cancel(false);
    return quiet.copy();
  }

  private void cancel(boolean cancelsCalls) {
    synchronized (lock) {
      cancelled |= end == null;
    }
    memory.close();
    events.post(
        () -> {
          endNow(
              BulkOutcome.CANCELLED,
              new CancellationException("the bulk writer was cancelled"),
              cancelsCalls);
          if (cancelsCalls) {
            cancelCallsOfEndedWriter();
          }
        });
  }

  private void cancelCallsOfEndedWriter() {
    BulkReport ended = end;
    if (ended != null) {
      conclude(ended.ending(), ended.cause().orElse(null), true);
    }
    busy.forEach(BatchSender::cancelCalls);
    completeIfQuiet();
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed || cancelled) {
        return;
      }
      closed = true;
    }
    CompletableFuture<BulkReport> rest = flushAll();
    try {
      var unused = Futures.await(rest);
    } catch (CancellationException e) {
      cancel();
      throw e;
    }
    events.post(() -> endNow(BulkOutcome.COMPLETE, null, false));
  }

  // Events.

  private void onBatch(Outgoing outgoing) {
    if (over) {
      return;
    }
    if (sending.get() == 0) {
      stallDetector.reset();
    }
    sending.addAndGet(outgoing.batch().size());
    busy.add(outgoing.sender());
    outgoing.sender().add(outgoing.batch());
  }

  private void onRefusedByCheck(PendingChange<C> change, RuntimeException reason, int inRow) {
    if (over) {
      complete(change.future, reason);
      return;
    }
    refuse(change, reason);
    if (inRow >= BatchSender.MAX_REJECTED_IN_ROW) {
      endNow(BulkOutcome.REFUSED, reason, false);
    }
    completeFlushes();
  }

  private void refuse(PendingChange<C> change, Throwable reason) {
    BulkFailure failure =
        new BulkReports.BulkFailureResult(change.id, change.position, Outcome.REJECTED, reason);
    synchronized (lock) {
      totals.count(failure);
      change.interval.count(failure);
    }
    notifyListeners(each -> each.failed(failure));
    C context = change.context;
    if (context != null) {
      notifyListener(() -> listener.refused(context, failure));
    }
    complete(change.future, reason);
  }

  private void complete(
      @Nullable CompletableFuture<Optional<ConsistencyToken>> future, Throwable refusal) {
    if (future != null) {
      BatchCompletion.on(completeOn, List.of(future), Optional.empty(), refusal);
    }
  }

  private void notifyListener(Runnable outcome) {
    try {
      outcome.run();
    } catch (RuntimeException | Error e) {
      end(BulkOutcome.FAILED, e);
    }
  }

  /** Settles the changes of a sender. */
  private final class FromSender implements BatchSender.Outcomes {
    private final BulkChange.Kind kind;

    FromSender(BulkChange.Kind kind) {
      this.kind = kind;
    }

    @Override
    public void accept(Item<?> item, Optional<ConsistencyToken> write) {
      sending.decrementAndGet();
      PendingChange<C> accepted = ownChange(item);
      List<PendingChange<C>> settled;
      List<Outgoing> full = new ArrayList<>();
      synchronized (lock) {
        settled = accumulator.accept(accepted, isFlushing(), full);
        for (PendingChange<C> change : settled) {
          change.interval.accepted++;
        }
        totals.accepted += settled.size();
        totals.acceptedBytes += accepted.bytes;
        accepted.interval.acceptedBytes += accepted.bytes;
      }
      for (PendingChange<C> change : settled) {
        if (change != accepted) {
          memory.give(change.cost());
        }
        C context = change.context;
        if (context != null) {
          notifyListener(() -> listener.settled(context));
        } else if (change.future != null) {
          acknowledged.add(change.future);
        }
      }
      token = write;
      full.forEach(OrderedWriter.this::send);
    }

    @Override
    public void fail(Item<?> item, Outcome outcome, Throwable reason) {
      if (!over && isNothingToDelete(kind, reason)) {
        stallDetector.reset();
        accept(item, Optional.empty());
        return;
      }
      sending.decrementAndGet();
      if (over || FailureKind.of(reason) != FailureKind.INVALID) {
        // Not a refusal of this change: it ends the writer, and the change is not reported.
        synchronized (lock) {
          totals.count(outcome == Outcome.UNKNOWN ? Outcome.UNKNOWN : Outcome.UNSENT);
        }
        if (!over) {
          boolean isRefused =
              outcome == Outcome.REJECTED || FailureKind.of(reason) == FailureKind.EXHAUSTED;
          end(isRefused ? BulkOutcome.REFUSED : BulkOutcome.FAILED, reason);
        }
        return;
      }
      PendingChange<C> refused = ownChange(item);
      List<Outgoing> full = new ArrayList<>();
      synchronized (lock) {
        accumulator.refuse(refused, isFlushing(), full);
      }
      refuse(refused, reason);
      full.forEach(OrderedWriter.this::send);
    }

    @Override
    public boolean isFinal(Throwable failure) {
      return !isNothingToDelete(kind, failure);
    }
  }

  @Override
  void answered() {
    completeAcknowledged();
    if (over) {
      concludeIfIdle();
      completeIfQuiet();
      return;
    }
    wakeOthers();
    sendGathered(lane -> lane.urgent || (lane.overdue && !lane.sender.hasWaiting()));
    if (!memory.whenOpen().isDone()) {
      sendIfIdle();
    }
    completeFlushes();
  }

  private void completeAcknowledged() {
    if (!acknowledged.isEmpty()) {
      BatchCompletion.on(completeOn, acknowledged, token, null);
      acknowledged = new ArrayList<>();
    }
  }

  /** A missing namespace has none of the ids to delete. */
  private static boolean isNothingToDelete(BulkChange.Kind kind, Throwable reason) {
    return kind == BulkChange.Kind.DELETE && reason instanceof NotFoundException;
  }

  @SuppressWarnings("unchecked") // senders receive no other items
  private PendingChange<C> ownChange(Item<?> item) {
    return (PendingChange<C>) item;
  }

  @Override
  boolean awaitsService() {
    return sending.get() > 0;
  }

  private boolean isFlushing() {
    return intervals.size() > 1;
  }

  /** Lets the senders continue that wait because of the limit of calls in flight. */
  private void wakeOthers() {
    Iterator<BatchSender<Object>> senders = busy.iterator();
    while (senders.hasNext() && inFlight < options.maxConcurrency()) {
      BatchSender<Object> sender = senders.next();
      if (sender.isIdle()) {
        senders.remove();
      } else {
        sender.requestPermit();
      }
    }
  }

  private void completeFlushes() {
    List<FlushInterval> settled = new ArrayList<>();
    synchronized (lock) {
      while (intervals.size() > 1 && intervals.getFirst().isSettled()) {
        settled.add(intervals.removeFirst());
      }
    }
    settled.forEach(interval -> interval.future.complete(interval.report(now())));
  }

  // The end.

  /** Ends the writer after the current event, in which more changes may be settled. */
  @Override
  void end(BulkOutcome how, Throwable why) {
    events.post(() -> endNow(how, why, false));
  }

  @Override
  void onBug(Throwable bug) {
    endNow(BulkOutcome.FAILED, bug, false);
  }

  private void endNow(BulkOutcome how, @Nullable Throwable why, boolean cancelsCalls) {
    if (over) {
      return;
    }
    over = true;
    synchronized (lock) {
      // Before the senders stop, so that nothing more is written; their counts come last.
      end = report(how, why);
      cancelled = how == BulkOutcome.CANCELLED;
      accumulator.close();
    }
    memory.close();
    if (how == BulkOutcome.REFUSED && why != null) {
      after(DRAIN_WAIT, () -> conclude(how, why, false));
      busy.forEach(sender -> sender.drain(why));
      concludeIfIdle();
    } else {
      conclude(how, why, cancelsCalls);
    }
  }

  /** Concludes after a refusal when the responses have settled the calls in flight. */
  private void concludeIfIdle() {
    BulkReport ended = end;
    if (ended != null && busy.stream().allMatch(BatchSender::isIdle)) {
      conclude(ended.ending(), ended.cause().orElse(null), false);
    }
  }

  private void conclude(BulkOutcome how, @Nullable Throwable why, boolean cancelsCalls) {
    if (concluded) {
      return;
    }
    concluded = true;
    completeAcknowledged();
    if (why != null) {
      busy.forEach(sender -> sender.stop(why, cancelsCalls));
    }
    stopTimers();
    BulkReport report;
    List<FlushInterval> waiting;
    List<CompletableFuture<Optional<ConsistencyToken>>> dropped;
    synchronized (lock) {
      dropped = accumulator.drop();
      totals.unsent += written - totals.settled();
      report = report(how, why);
      end = report;
      waiting = List.copyOf(intervals);
    }
    notifyProgress();
    notifyListeners(each -> each.ended(report));
    RuntimeException failure = failure();
    if (failure != null) {
      waiting.forEach(interval -> interval.future.completeExceptionally(failure));
      BatchCompletion.on(completeOn, dropped, Optional.empty(), failure);
    }
    completeIfQuiet();
  }

  private void completeIfQuiet() {
    if (concluded && inFlight == 0) {
      quiet.complete(null);
    }
  }

  private BulkReport report(BulkOutcome how, @Nullable Throwable why) {
    return totals.report(how, 0, written, elapsed(), why);
  }

  @Override
  boolean isOver() {
    return over;
  }

  @Override
  BulkProgress progress() {
    synchronized (lock) {
      return measure(0, written, totals, accumulator.limit(), OptionalLong.empty());
    }
  }

  /** Returns the class name and the index's route. */
  @Override
  public String toString() {
    return "BulkWriter[" + failedCall.route() + "]";
  }
}
