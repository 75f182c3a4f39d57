package io.pinelink.internal.bulk;

import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestException;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One ingest: a {@link Feed} brings what the source has to the {@link Intake}, which makes batches;
 * {@link Sending} sends them; the {@link Account} tells what became of everything; the {@link
 * Conclusion} decides when it is over.
 *
 * <p>What is done with a batch runs in the {@link Mailbox}, one thing after another, so all of that
 * has no locks.
 *
 * @param <T> what its calls are made of
 */
public final class Engine<T> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final int MOST_REJECTED_IN_ROW = 1_000;

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
  private final Sending<T> sending;
  private final Conclusion conclusion;
  private final Patience patience;
  private final CompletableFuture<IngestReport> result = new CompletableFuture<>();
  private final long startedAt;

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
    this.mailbox = new Mailbox(executor, this::onBug);
    this.clockwork = new Clockwork(lanes.scheduler(), lanes.nanoTime(), mailbox);
    this.startedAt = clockwork.now();
    this.ledger = new Ledger(options, target.description(), clockwork);
    this.listening = new Listening(options.listener());
    Settled settled = ledger.open();
    this.account = new Account(settled, options.maxFailuresKept(), listening::failed);
    this.room = new Room(options.maxBytesHeld());
    this.intake =
        new Intake<>(target, options, settled.copy(), room, lanes.scheduler(), new FromIntake());
    this.feed =
        new Feed<>(source, intake, room, failure -> mailbox.post(() -> onSourceOver(failure)));
    this.conclusion = new Conclusion(options, clockwork, mailbox, account, new Work());
    this.lane =
        lanes.join(target.scope(), this, options.minConcurrency(), options.maxConcurrency());
    this.sending =
        new Sending<>(target, options, clockwork, mailbox, lane, room, account, new Course());
    this.patience =
        new Patience(
            options, clockwork, this::awaitsTheService, sending::lastFailure, conclusion::end);
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
                mailbox.post(
                    () ->
                        conclusion.end(
                            IngestEnding.CANCELLED,
                            new CancellationException("the ingest was cancelled")));
              }
            });
    patience.begin();
    clockwork.after(options.progressInterval(), this::onProgressDue);
  }

  private boolean awaitsTheService() {
    return !conclusion.isUnderWay() && account.open() > 0 && !sending.awaitsReceiver();
  }

  // What comes from the source.

  private final class FromIntake implements Intake.Next<T> {
    @Override
    public void batch(Batch<T> batch) {
      mailbox.post(() -> onBatch(batch));
    }

    @Override
    public void rejected(Item<T> item, RuntimeException reason, int inRow) {
      mailbox.post(
          () -> {
            account.received++;
            account.fail(item, Outcome.REJECTED, reason);
            afterRejection(reason, inRow);
          });
    }

    @Override
    public void late(Item<T> item) {
      mailbox.post(
          () -> {
            account.received++;
            Throwable known = conclusion.cause();
            account.fail(
                item,
                Outcome.UNSENT,
                known != null ? known : new CancellationException("the ingest is over"));
            conclusion.look();
          });
    }
  }

  private void onBatch(Batch<T> batch) {
    boolean first = account.open() == 0;
    account.received += batch.size();
    if (first) {
      patience.renew();
    }
    sending.add(batch);
    conclusion.look();
  }

  private void onSourceOver(@Nullable Throwable failure) {
    if (conclusion.isSourceOver()) {
      return;
    }
    if (failure instanceof Feed.Interrupted) {
      conclusion.end(IngestEnding.CANCELLED, failure);
    }
    intake.flush();
    boolean ended = failure == null && !conclusion.isUnderWay();
    conclusion.sourceOver(ended ? ledger.checkLength(intake.position()) : failure);
  }

  // What goes out.

  private final class Course implements Sending.Course {
    @Override
    public void alive() {
      patience.renew();
    }

    @Override
    public Duration mostPause() {
      return patience.mostPause();
    }

    @Override
    public void askedToPause(Duration pause) {
      patience.askedToPause(pause);
    }

    @Override
    public void rejected(Throwable reason, int inRow) {
      afterRejection(reason, inRow);
    }

    @Override
    public void answered() {
      ledger.saveIfDue(
          account, intake.position(), failure -> conclusion.end(IngestEnding.FAILED, failure));
      conclusion.look();
    }

    @Override
    public void end(IngestEnding how, Throwable why) {
      conclusion.end(how, why);
    }
  }

  /**
   * Splitting costs two calls for each that is refused; not so for millions of them.
   *
   * @param inRow how many were refused here, or by the service, with none between that was not
   */
  private void afterRejection(Throwable reason, int inRow) {
    if (inRow >= MOST_REJECTED_IN_ROW) {
      conclusion.end(IngestEnding.REFUSED, reason);
    }
    conclusion.look();
  }

  // How it ends.

  private final class Work implements Conclusion.Work {
    @Override
    public void stop(Throwable why) {
      // First of all: what is given up below makes room, and nothing more is to be read.
      Batch<T> gathered = intake.close();
      room.close();
      sending.stop(why);
      account.received += gathered.size();
      sending.add(gathered);
      feed.stop();
    }

    @Override
    public void abandon(Throwable why) {
      sending.abandon(why);
    }

    @Override
    public boolean seal() {
      return intake.seal(account.received);
    }

    @Override
    public @Nullable ConsistencyToken lastWrite() {
      return sending.lastWrite();
    }

    @Override
    public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration most) {
      return target.awaitVisible(write, most);
    }

    @Override
    public void conclude(IngestEnding how, @Nullable Throwable cause) {
      leave();
      RuntimeException broken = ledger.close(account, intake.position(), how);
      if (broken != null && cause == null) {
        report(IngestEnding.FAILED, broken);
        return;
      }
      if (broken != null && cause != null && broken != cause) {
        cause.addSuppressed(broken);
      }
      report(how, cause);
    }
  }

  private void leave() {
    clockwork.stop();
    lane.leave(this);
  }

  private void report(IngestEnding ending, @Nullable Throwable cause) {
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

  private void onBug(Throwable bug) {
    if (conclusion.isUnderWay()) {
      fail(bug);
      return;
    }
    try {
      conclusion.end(IngestEnding.FAILED, bug);
    } catch (RuntimeException | Error e) {
      if (e != bug) {
        e.addSuppressed(bug);
      }
      fail(e);
    }
  }

  /** There is no counting on the counts any more; but nobody is to wait for ever. */
  private void fail(Throwable bug) {
    conclusion.abandon();
    leave();
    var unused = intake.close();
    room.close();
    sending.drop(bug);
    feed.stop();
    if (!result.completeExceptionally(bug)) {
      LOG.log(System.Logger.Level.WARNING, "an ingest that was over failed", bug);
    }
  }

  // How it goes.

  private void onProgressDue() {
    if (!conclusion.isDone()) {
      listening.progress(progress());
      clockwork.after(options.progressInterval(), this::onProgressDue);
    }
  }

  private IngestProgress progress() {
    return listening.measure(
        intake,
        account,
        sending.inFlight(),
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
