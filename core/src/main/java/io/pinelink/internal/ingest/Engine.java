package io.pinelink.internal.ingest;

import io.pinelink.error.RateLimitedException;
import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestException;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.internal.Backoff;
import io.pinelink.internal.Futures;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.ResponseInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One ingest: from a source through the {@link Intake} into batches, each of which waits for its
 * turn on the {@link Lane} of its namespace, goes out, and is settled, split, or sent again.
 *
 * <p>A batch is always in one place: ready, in flight, or resting until it is sent again. What is
 * done with it runs in the {@link Mailbox}, one thing after another, so this class has no locks.
 *
 * @param <T> what is written
 */
public final class Engine<T> {
  private static final int MOST_REJECTED_IN_ROW = 1_000;

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** How long a source that still has to give what it was asked for keeps the report waiting. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private record Flight(CompletableFuture<ResponseInfo> call, long begunAt) {}

  private final Target<T> target;
  private final IngestSource<T> source;
  private final IngestOptions options;
  private final Clockwork clockwork;
  private final Mailbox mailbox;
  private final Room room;
  private final Intake<T> intake;
  private final Feed<T> feed;
  private final Account account;
  private final Ledger ledger;
  private final Listening listening;
  private final Lane lane;
  private final Runnable turn = this::postTurn;
  private final CompletableFuture<IngestReport> result = new CompletableFuture<>();

  private final ArrayDeque<Batch<T>> ready = new ArrayDeque<>();
  private final Map<Batch<T>, Flight> flying = new LinkedHashMap<>();
  private final Set<Batch<T>> resting = new HashSet<>();
  private final long startedAt;

  private boolean turnAsked;
  private boolean sourceOver;
  private @Nullable Throwable sourceFailure;
  private @Nullable IngestEnding ending;
  private @Nullable Throwable cause;
  private @Nullable Throwable lastFailure;
  private boolean lastWaitOver;
  private boolean completing;
  private boolean concluded;
  private @Nullable CompletableFuture<@Nullable Void> visible;
  private long workSince;
  private @Nullable ConsistencyToken lastWrite;

  /**
   * Makes an ingest that has not begun.
   *
   * @param executor runs what it does between calls, and the listener
   * @throws IllegalArgumentException if the checkpoint is not one of this ingest
   * @throws java.io.UncheckedIOException if the checkpoint cannot be read
   */
  public Engine(
      Target<T> target,
      IngestSource<T> source,
      IngestOptions options,
      Lanes lanes,
      Executor executor) {
    this.target = target;
    this.source = source;
    this.options = options;
    this.clockwork = new Clockwork(lanes.scheduler(), lanes.nanoTime());
    this.startedAt = clockwork.now();
    this.mailbox = new Mailbox(executor, this::onBug);
    this.ledger = new Ledger(options, target.description(), clockwork);
    this.listening = new Listening(options.listener());
    Settled settled = ledger.open();
    this.account = new Account(settled, options.maxFailuresKept(), listening::failed);
    this.room = new Room(options.maxBytesHeld());
    this.intake =
        new Intake<>(target, options, settled.copy(), room, lanes.scheduler(), new FromIntake());
    this.feed =
        new Feed<>(source, intake, room, failure -> mailbox.post(() -> onSourceOver(failure)));
    this.lane =
        lanes.join(
            target.authority(),
            target.namespace(),
            this,
            options.minConcurrency(),
            options.maxConcurrency());
  }

  /** Begins; what has to be pulled is pulled on the executor. */
  public CompletableFuture<IngestReport> start(Executor sourceExecutor) {
    begin();
    if (feed.isPublisher()) {
      subscribe();
    } else {
      try {
        sourceExecutor.execute(feed::pull);
      } catch (RuntimeException | Error e) {
        mailbox.post(() -> onSourceOver(closed(e)));
      }
    }
    return result;
  }

  /** Does it all while the caller waits; what has to be pulled is pulled on this thread. */
  public IngestReport run() {
    begin();
    if (feed.isPublisher()) {
      subscribe();
    } else {
      feed.pull();
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
      feed.subscribe();
    } catch (RuntimeException | Error e) {
      mailbox.post(() -> onSourceOver(e));
    }
  }

  private void begin() {
    var unused =
        result.whenComplete(
            (report, failure) -> {
              if (result.isCancelled()) {
                mailbox.post(() -> abort(IngestEnding.CANCELLED, new CancellationException()));
              }
            });
    options.timeout().ifPresent(timeout -> later(timeout, () -> onDeadline(timeout)));
    later(options.progressInterval(), this::onProgressDue);
  }

  private void later(Duration delay, Runnable event) {
    clockwork.after(delay, () -> mailbox.post(event));
  }

  // What comes from the source.

  private final class FromIntake implements Intake.Next<T> {
    @Override
    public void batch(Batch<T> batch) {
      mailbox.post(() -> onBatch(batch));
    }

    @Override
    public void rejected(Item<T> item, RuntimeException reason) {
      mailbox.post(
          () -> {
            account.received++;
            account.fail(item, Outcome.REJECTED, reason);
            afterRejection(reason);
          });
    }

    @Override
    public void late(Item<T> item) {
      mailbox.post(
          () -> {
            account.received++;
            account.fail(item, Outcome.UNSENT, causeOr(null));
            concludeIfDone();
          });
    }
  }

  private void onBatch(Batch<T> batch) {
    boolean first = account.open() == 0;
    account.received += batch.size();
    if (first) {
      workBegan();
    }
    if (ending == null) {
      ready.addLast(batch);
      askForTurn();
    } else {
      giveUp(batch, causeOr(null));
      concludeIfDone();
    }
  }

  private void onSourceOver(@Nullable Throwable failure) {
    if (sourceOver) {
      return;
    }
    sourceOver = true;
    if (failure instanceof Feed.Interrupted) {
      abort(IngestEnding.CANCELLED, failure);
    }
    sourceFailure = failure;
    intake.flush();
    concludeIfDone();
  }

  // What goes out.

  private void postTurn() {
    mailbox.post(this::onTurn);
  }

  private void askForTurn() {
    if (ending == null
        && !turnAsked
        && !ready.isEmpty()
        && flying.size() < options.maxConcurrency()) {
      turnAsked = true;
      lane.ask(turn);
    }
  }

  private void onTurn() {
    turnAsked = false;
    Batch<T> batch = ending == null ? ready.poll() : null;
    if (batch == null) {
      lane.giveBack();
    } else {
      send(batch);
    }
    askForTurn();
  }

  private void send(Batch<T> batch) {
    long begunAt = clockwork.now();
    CompletableFuture<ResponseInfo> call;
    try {
      call = target.write(batch.values());
    } catch (RuntimeException | Error e) {
      // Such as a client that was closed; the turn is not this ingest's alone.
      lane.giveBack();
      ready.addFirst(batch);
      abort(IngestEnding.FAILED, e);
      return;
    }
    batch.attempts++;
    flying.put(batch, new Flight(call, begunAt));
    var unused =
        call.whenComplete((info, failure) -> mailbox.post(() -> onAnswer(batch, info, failure)));
  }

  private void onAnswer(Batch<T> batch, @Nullable ResponseInfo info, @Nullable Throwable thrown) {
    Flight flight = flying.remove(batch);
    if (flight == null) {
      return; // given up before
    }
    if (thrown == null) {
      lane.accepted(flight.begunAt());
      onAccepted(batch, info);
    } else {
      onFailure(batch, flight.begunAt(), Futures.unwrap(thrown));
    }
    ledger.saveIfDue(account, this::onBrokenCheckpoint);
    askForTurn();
    concludeIfDone();
  }

  private void onAccepted(Batch<T> batch, @Nullable ResponseInfo info) {
    workBegan();
    for (Item<T> item : batch.items) {
      account.accept(item);
      room.give(item.cost());
    }
    if (info != null) {
      info.consistencyToken()
          .filter(write -> lastWrite == null || write.lsn() > lastWrite.lsn())
          .ifPresent(write -> lastWrite = write);
    }
  }

  private void onFailure(Batch<T> batch, long begunAt, Throwable failure) {
    Verdict verdict = Verdict.of(failure);
    batch.lastFailure = failure;
    batch.maybeWritten |= verdict.isMaybeWritten();
    lastFailure = failure;
    switch (verdict) {
      case THROTTLED -> {
        Duration hint =
            failure instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(null)
                : null;
        batch.attempts--;
        ready.addFirst(batch);
        lane.throttled(begunAt, hint);
      }
      case INVALID -> {
        lane.giveBack();
        onInvalid(batch, failure);
      }
      case UNSENT, UNKNOWN -> {
        lane.failed(begunAt);
        sendAgainLater(batch, failure);
      }
      case REFUSED -> {
        lane.giveBack();
        reject(batch, failure);
        abort(IngestEnding.REFUSED, failure);
      }
      case UNABLE, BROKEN -> {
        lane.giveBack();
        giveUp(batch, failure);
        abort(IngestEnding.FAILED, failure);
      }
    }
  }

  /** Nothing of it was written: each half goes out alone, until only what is at fault is left. */
  private void onInvalid(Batch<T> batch, Throwable failure) {
    workBegan();
    if (batch.size() == 1) {
      room.give(batch.items.get(0).cost());
      account.fail(batch.items.get(0), Outcome.REJECTED, failure);
      afterRejection(failure);
      return;
    }
    int half = batch.size() / 2;
    ready.addFirst(batch.part(half, batch.size()));
    ready.addFirst(batch.part(0, half));
  }

  /** Splitting costs two calls for each that is refused; not so for millions of them. */
  private void afterRejection(Throwable reason) {
    if (account.rejectedInRow >= MOST_REJECTED_IN_ROW) {
      abort(IngestEnding.REFUSED, reason);
    }
    concludeIfDone();
  }

  private void reject(Batch<T> batch, Throwable reason) {
    Outcome outcome = batch.maybeWritten ? Outcome.UNKNOWN : Outcome.REJECTED;
    settle(batch, outcome, reason);
  }

  private void giveUp(Batch<T> batch, Throwable reason) {
    settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.UNSENT, reason);
  }

  private void settle(Batch<T> batch, Outcome outcome, Throwable reason) {
    for (Item<T> item : batch.items) {
      account.fail(item, outcome, reason);
      room.give(item.cost());
    }
  }

  private void sendAgainLater(Batch<T> batch, Throwable failure) {
    if (batch.acceptedBefore < 0) {
      batch.acceptedBefore = account.accepted;
    }
    if (batch.attempts < options.maxAttempts()) {
      resting.add(batch);
      later(PAUSES.bound(batch.attempts), () -> onRested(batch));
      return;
    }
    boolean othersFareBetter = account.accepted > batch.acceptedBefore;
    giveUp(batch, failure);
    if (!othersFareBetter) {
      abort(IngestEnding.FAILED, failure);
    }
  }

  private void onRested(Batch<T> batch) {
    if (resting.remove(batch)) {
      ready.addFirst(batch);
      askForTurn();
    }
  }

  // How it ends.

  private void workBegan() {
    workSince = clockwork.now();
    if (!clockwork.isWatching()) {
      watch(options.stallTimeout());
    }
  }

  private void watch(Duration delay) {
    clockwork.watching(true);
    later(delay, this::onWatch);
  }

  private void onWatch() {
    clockwork.watching(false);
    if (ending != null || account.open() == 0) {
      return;
    }
    Duration left = options.stallTimeout().minus(clockwork.since(workSince));
    if (left.isNegative() || left.isZero()) {
      Throwable stall =
          new TimeoutException("the service has taken nothing for " + options.stallTimeout());
      if (lastFailure != null) {
        stall.initCause(lastFailure);
      }
      abort(IngestEnding.STALLED, stall);
    } else {
      watch(left);
    }
  }

  private void onDeadline(Duration timeout) {
    Throwable late = new TimeoutException("the ingest has not ended within " + timeout);
    if (lastFailure != null) {
      late.initCause(lastFailure);
    }
    abort(IngestEnding.DEADLINE, late);
  }

  private void onBrokenCheckpoint(RuntimeException failure) {
    abort(IngestEnding.FAILED, failure);
  }

  private void onBug(Throwable bug) {
    if (concluded) {
      result.completeExceptionally(bug);
      return;
    }
    try {
      abort(IngestEnding.FAILED, bug);
    } catch (RuntimeException | Error e) {
      e.addSuppressed(bug);
      result.completeExceptionally(e);
    }
  }

  private Throwable causeOr(@Nullable Throwable otherwise) {
    Throwable known = cause != null ? cause : otherwise;
    return known != null ? known : new CancellationException("the ingest is over");
  }

  /** Ends it now: nothing more goes out, what is in flight is cancelled, all is accounted for. */
  private void abort(IngestEnding how, Throwable why) {
    if (ending != null || concluded) {
      return;
    }
    ending = how;
    cause = why;
    account.over = true;
    if (completing) {
      if (visible != null) {
        visible.cancel(true);
      }
      conclude(how);
      return;
    }
    if (turnAsked && lane.withdraw(turn)) {
      turnAsked = false;
    }
    // First of all: what is given up below makes room, and nothing more is to be read.
    Batch<T> gathered = intake.close();
    room.close();
    Map<Batch<T>, Flight> cancelled = new LinkedHashMap<>(flying);
    flying.clear();
    cancelled.forEach(
        (batch, flight) -> {
          flight.call().cancel(true);
          lane.giveBack();
          settle(batch, Outcome.UNKNOWN, why);
        });
    ready.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    ready.clear();
    resting.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    resting.clear();
    account.received += gathered.size();
    giveUp(gathered, why);
    later(LAST_WAIT, this::onLastWaitOver);
    feed.stop();
    concludeIfDone();
  }

  private void onLastWaitOver() {
    lastWaitOver = true;
    concludeIfDone();
  }

  private void concludeIfDone() {
    if (completing || concluded) {
      return;
    }
    if (ending != null) {
      if ((sourceOver || lastWaitOver) && account.open() == 0 && intake.seal(account.received)) {
        conclude(ending);
      }
      return;
    }
    if (sourceOver && account.open() == 0 && intake.seal(account.received)) {
      complete();
    }
  }

  private void complete() {
    completing = true;
    Duration wait = options.awaitVisible().orElse(null);
    if (sourceFailure != null) {
      cause = sourceFailure;
      conclude(IngestEnding.SOURCE_FAILED);
    } else if (wait == null || account.accepted == 0) {
      conclude(IngestEnding.COMPLETE);
    } else {
      awaitVisible(wait);
    }
  }

  private void awaitVisible(Duration wait) {
    if (lastWrite == null) {
      cause =
          new IllegalStateException(
              "the service gave its writes no log sequence numbers, so nothing can be awaited");
      conclude(IngestEnding.NOT_VISIBLE);
      return;
    }
    visible = target.awaitVisible(lastWrite, wait);
    var unused = visible.whenComplete((nothing, failure) -> mailbox.post(() -> onVisible(failure)));
  }

  private void onVisible(@Nullable Throwable failure) {
    if (concluded) {
      return;
    }
    if (failure == null) {
      conclude(IngestEnding.COMPLETE);
    } else {
      cause = Futures.unwrap(failure);
      conclude(IngestEnding.NOT_VISIBLE);
    }
  }

  private void conclude(IngestEnding how) {
    concluded = true;
    ending = how;
    clockwork.stop();
    lane.leave(this);
    RuntimeException broken = ledger.close(account, how);
    Throwable known = cause;
    if (broken != null && known == null) {
      cause = broken;
      ending = IngestEnding.FAILED;
    } else if (broken != null && known != null && broken != known) {
      known.addSuppressed(broken);
    }
    IngestReport report =
        new IngestReport(
            ending,
            intake.skipped(),
            intake.read(),
            account.accepted,
            account.rejected,
            account.unknown,
            account.unsent,
            account.acceptedBytes,
            clockwork.since(startedAt),
            account.failures(),
            cause);
    listening.progress(progress());
    listening.ended(report);
    if (ending == IngestEnding.CANCELLED) {
      result.cancel(false);
    } else if (report.isClean() || options.collectsFailures()) {
      result.complete(report);
    } else {
      result.completeExceptionally(new IngestException(report));
    }
  }

  // How it goes.

  private void onProgressDue() {
    if (!concluded) {
      listening.progress(progress());
      later(options.progressInterval(), this::onProgressDue);
    }
  }

  private IngestProgress progress() {
    return listening.measure(
        intake,
        account,
        flying.size(),
        room.held(),
        lane.limit(),
        clockwork.since(startedAt),
        options.expected().isPresent() ? options.expected() : source.size());
  }

  /** What it writes to. */
  @Override
  public String toString() {
    return "Ingest[" + target.description() + "]";
  }
}
