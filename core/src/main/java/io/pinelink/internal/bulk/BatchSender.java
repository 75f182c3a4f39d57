package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.retry.Backoff;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches. Each waits for a permit of the {@link ConcurrencyLimiter} of its namespace, is
 * sent, and is then settled, split or retried. A batch is in exactly one state: ready, in flight,
 * or backing off before a retry. All methods run in the {@link SerialExecutor}.
 */
final class BatchSender<T> {
  /** A bulk operation is refused then: splitting costs two calls for each rejected item. */
  static final int MAX_REJECTED_IN_ROW = 1_000;

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** A bulk operation that waits longer is over, because the service accepts nothing. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  /** The receiver of the outcome of each item, in the events of the run. */
  interface Outcomes {
    /**
     * Called for an accepted item.
     *
     * @param write the token of the write; empty for a read, or without a log sequence number
     */
    void accept(Item<?> item, Optional<ConsistencyToken> write);

    void fail(Item<?> item, Outcome outcome, Throwable reason);

    /** Returns whether a failure that later batches would have too ends the run. */
    default boolean isFinal(Throwable failure) {
      return true;
    }
  }

  private record InFlightBatch(CompletableFuture<?> call, long startedAt) {}

  private final BulkRun run;
  private final BulkTarget<T> target;
  private final ConcurrencyLimiter limiter;
  private final Outcomes outcomes;
  private final DeliveryQueue<T> delivery;
  private final Runnable permitCallback = this::postPermit;

  private final ArrayDeque<Batch<T>> ready = new ArrayDeque<>();
  private final Map<Batch<T>, InFlightBatch> inFlight = new LinkedHashMap<>();
  private final Set<Batch<T>> backingOff = new HashSet<>();

  private int itemsInFlight;
  private long answered;
  private int rejectedInRow;
  private boolean permitRequested;
  private @Nullable Throwable stopped;
  private boolean abandoned;
  private @Nullable Throwable lastFailure;
  private @Nullable ConsistencyToken lastWrite;

  BatchSender(BulkRun run, BulkTarget<T> target, ConcurrencyLimiter limiter, Outcomes outcomes) {
    this.run = run;
    this.target = target;
    this.limiter = limiter;
    this.outcomes = outcomes;
    this.delivery =
        new DeliveryQueue<>(
            target.receivesOn(), run.events, run.options.maxBytesHeld(), this::onReceived);
  }

  /** Returns whether there are no batches. */
  boolean isIdle() {
    return ready.isEmpty() && inFlight.isEmpty() && backingOff.isEmpty();
  }

  /** Returns whether a batch waits for a permit or a retry. */
  boolean hasWaiting() {
    return !ready.isEmpty() || !backingOff.isEmpty();
  }

  /** Returns the failure of the last failed call; null if none failed. */
  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /** Returns the token of the last write with a log sequence number; null if there is none. */
  @Nullable ConsistencyToken lastWrite() {
    return lastWrite;
  }

  /**
   * Adds a batch, which is sent when a permit is available, or abandoned if the sender was stopped.
   */
  void add(Batch<T> batch) {
    if (stopped == null) {
      ready.addLast(batch);
      requestPermit();
    } else {
      giveUp(batch, stopped);
    }
  }

  private void postPermit() {
    run.events.post(this::onPermit);
  }

  /**
   * Requests a permit if a batch may be sent: a call in flight of another sender may have ended.
   */
  void requestPermit() {
    if (!permitRequested && maySend()) {
      permitRequested = true;
      limiter.request(permitCallback, run.stallDetector.maxPause());
    }
  }

  private boolean maySend() {
    Batch<T> next = ready.peek();
    return stopped == null
        && next != null
        && run.inFlight < run.options.maxConcurrency()
        && (!target.isReading() || delivery.hasRoomFor(itemsInFlight, next.size()));
  }

  private void onPermit() {
    permitRequested = false;
    Batch<T> batch = maySend() ? ready.poll() : null;
    if (batch == null) {
      limiter.giveBack();
    } else {
      send(batch);
    }
    requestPermit();
  }

  private void send(Batch<T> batch) {
    long startedAt = run.now();
    CompletableFuture<BatchResult<T>> call;
    try {
      call = target.call(batch.values());
    } catch (RuntimeException | Error e) {
      // For example the client is closed. The limiter is shared, so the permit must be returned.
      limiter.giveBack();
      ready.addFirst(batch);
      end(BulkOutcome.FAILED, e);
      return;
    }
    batch.attempts++;
    inFlight.put(batch, new InFlightBatch(call, startedAt));
    run.inFlight++;
    if (batch.lastFailure != null) {
      run.retries++;
    }
    itemsInFlight += batch.size();
    var unused =
        call.whenComplete(
            (answer, failure) -> run.events.post(() -> onEnd(batch, answer, failure)));
  }

  private void onEnd(Batch<T> batch, @Nullable BatchResult<T> answer, @Nullable Throwable thrown) {
    InFlightBatch sent = inFlight.remove(batch);
    if (sent == null) {
      return; // already abandoned
    }
    run.inFlight--;
    itemsInFlight -= batch.size();
    if (abandoned) {
      limiter.giveBack(); // its items were settled by stop()
      run.answered();
      return;
    }
    if (answer != null) {
      limiter.accepted(sent.startedAt());
      onAnswer(batch, answer);
    } else {
      onFailure(batch, sent.startedAt(), Futures.unwrap(Objects.requireNonNull(thrown)));
    }
    if (stopped != null) {
      abandonWaiting(stopped); // the batch, or parts of it, if it would be sent again
    }
    requestPermit();
    run.answered();
  }

  private void onAnswer(Batch<T> batch, BatchResult<T> answer) {
    run.stallDetector.reset();
    answered += batch.size();
    rejectedInRow = 0;
    if (answer.receiver() != null) {
      delivery.add(batch, answer.bytes(), answer.receiver());
      return;
    }
    Optional<ConsistencyToken> token = answer.info().consistencyToken();
    batch.items.forEach(item -> accept(item, token));
    token
        .filter(write -> lastWrite == null || write.lsn() > lastWrite.lsn())
        .ifPresent(write -> lastWrite = write);
  }

  private void accept(Item<T> item, Optional<ConsistencyToken> token) {
    outcomes.accept(item, token);
    run.memory.give(item.cost());
  }

  /**
   * Processes a batch that the receiver has taken or will not take. Its time does not count as the
   * service's.
   */
  private void onReceived(Batch<T> batch, int taken, int started, @Nullable Throwable failure) {
    batch.items.subList(0, taken).forEach(item -> accept(item, Optional.empty()));
    if (failure != null) {
      batch.items.subList(taken, started).forEach(item -> fail(item, Outcome.UNKNOWN, failure));
      batch
          .items
          .subList(started, batch.size())
          .forEach(item -> fail(item, Outcome.UNSENT, failure));
      end(BulkOutcome.FAILED, failure);
    } else {
      run.stallDetector.reset();
    }
    requestPermit();
    run.answered();
  }

  private void onFailure(Batch<T> batch, long startedAt, Throwable failure) {
    FailureKind kind = FailureKind.of(failure);
    batch.lastFailure = failure;
    batch.maybeWritten |= kind.isMaybeWritten() && !target.isReading();
    lastFailure = failure;
    if (target.isReading() && isMaybeTooLarge(failure) && batch.size() > 1) {
      limiter.giveBack();
      split(batch);
      return;
    }
    switch (kind) {
      case THROTTLED -> {
        Duration hint =
            failure instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(null)
                : null;
        batch.attempts--;
        ready.addFirst(batch);
        limiter.throttled(startedAt, hint);
        if (hint != null && stopped == null) {
          run.stallDetector.pauseRequested(hint);
        }
      }
      case INVALID -> {
        limiter.giveBack();
        onInvalid(batch, failure);
      }
      case UNSENT, UNKNOWN -> {
        limiter.failed(startedAt);
        retryLater(batch, failure);
      }
      case REFUSED -> {
        limiter.giveBack();
        settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.REJECTED, failure);
        end(BulkOutcome.REFUSED, failure);
      }
      case EXHAUSTED -> {
        limiter.giveBack();
        giveUp(batch, failure);
        end(BulkOutcome.REFUSED, failure);
      }
      case UNABLE, BROKEN -> {
        limiter.giveBack();
        giveUp(batch, failure);
        end(BulkOutcome.FAILED, failure);
      }
    }
  }

  /**
   * Returns whether a response may have been too large, for the service to send or for the client
   * to read. The halves of the batch may fit.
   */
  private static boolean isMaybeTooLarge(Throwable failure) {
    return failure instanceof MalformedResponseException
        || (failure instanceof ServiceException refused
            && refused.code() == ErrorCode.OUT_OF_RANGE);
  }

  /**
   * Processes an invalid batch, of which nothing was written: it is split in half until only the
   * invalid items fail.
   */
  private void onInvalid(Batch<T> batch, Throwable failure) {
    run.stallDetector.reset();
    if (batch.size() > 1) {
      split(batch);
      return;
    }
    settle(batch, Outcome.REJECTED, failure);
    rejectedInRow++;
    if (rejectedInRow >= MAX_REJECTED_IN_ROW) {
      end(BulkOutcome.REFUSED, failure);
    }
  }

  private void split(Batch<T> batch) {
    int half = batch.size() / 2;
    ready.addFirst(batch.part(half, batch.size()));
    ready.addFirst(batch.part(0, half));
  }

  private void retryLater(Batch<T> batch, Throwable failure) {
    if (batch.answeredBefore < 0) {
      batch.answeredBefore = answered;
    }
    if (batch.maybeWritten && !target.isRepeatable()) {
      giveUp(batch, failure);
      return;
    }
    if (batch.attempts < run.options.maxAttempts()) {
      backingOff.add(batch);
      run.after(backoff(batch, failure), () -> onBackoffOver(batch));
      return;
    }
    boolean othersFareBetter = answered > batch.answeredBefore;
    giveUp(batch, failure);
    if (!othersFareBetter) {
      end(BulkOutcome.FAILED, failure);
    }
  }

  /**
   * Returns the own backoff, or the wait that the service requests and up to a quarter of it, as
   * far as the bulk operation can wait for it.
   */
  private Duration backoff(Batch<T> batch, Throwable failure) {
    double jitter = limiter.jitter();
    Duration own = PAUSES.upperHalf(batch.attempts, jitter);
    Duration requested =
        failure instanceof ServiceException refused
            ? refused.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    if (requested.compareTo(own) <= 0) {
      return own;
    }
    Duration spread = run.stallDetector.maxPause().minus(requested).dividedBy(2);
    Duration quarter = requested.dividedBy(4);
    if (spread.isNegative()) {
      return requested.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : requested;
    }
    long most = (spread.compareTo(quarter) < 0 ? spread : quarter).toNanos();
    return requested.plusNanos((long) ((1 - jitter) * most));
  }

  private void onBackoffOver(Batch<T> batch) {
    if (backingOff.remove(batch)) {
      ready.addFirst(batch);
      requestPermit();
    }
  }

  /**
   * Sends nothing more and abandons the batches that are not in flight. The responses settle those
   * in flight, so that the outcome of writes is known; reads are cancelled.
   */
  void drain(Throwable why) {
    if (target.isReading()) {
      stop(why, true);
      return;
    }
    stopped = why;
    withdraw();
    abandonWaiting(why);
  }

  /**
   * Abandons all batches.
   *
   * @param cancelsCalls whether the calls in flight are cancelled, or left to end
   */
  void stop(Throwable why, boolean cancelsCalls) {
    abandoned = true;
    stopped = why;
    withdraw();
    List<Batch<T>> sent = List.copyOf(inFlight.keySet());
    if (cancelsCalls) {
      cancelCalls();
    }
    sent.forEach(
        batch -> settle(batch, target.isReading() ? Outcome.UNSENT : Outcome.UNKNOWN, why));
    delivery.stop(why);
    abandonWaiting(why);
  }

  private void abandonWaiting(Throwable why) {
    ready.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    ready.clear();
    backingOff.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    backingOff.clear();
  }

  /** Cancels the calls in flight of a sender that was stopped. */
  void cancelCalls() {
    new LinkedHashMap<>(inFlight).forEach(this::cancel);
  }

  /** Cancels the batches in flight and stops waiting for a receiver that does not return. */
  void abandon(Throwable why) {
    stop(why, true);
    delivery.abandon(why);
  }

  /** Returns whether items that were read wait for their receiver. */
  boolean awaitsReceiver() {
    return delivery.isBusy();
  }

  /**
   * Releases the permits without settling the items, for a failure after which they cannot be
   * counted.
   */
  void drop(Throwable why) {
    stopped = why;
    withdraw();
    delivery.halt(why);
    ready.clear();
    backingOff.clear();
    while (!inFlight.isEmpty()) {
      Map.Entry<Batch<T>, InFlightBatch> next = inFlight.entrySet().iterator().next();
      try {
        cancel(next.getKey(), next.getValue());
      } catch (RuntimeException | Error e) {
        if (e != why) {
          why.addSuppressed(e);
        }
      }
    }
  }

  private void withdraw() {
    if (permitRequested && limiter.withdraw(permitCallback)) {
      permitRequested = false;
    }
  }

  private void cancel(Batch<T> batch, InFlightBatch sent) {
    inFlight.remove(batch);
    run.inFlight--;
    itemsInFlight -= batch.size();
    try {
      sent.call().cancel(true);
    } finally {
      limiter.giveBack();
    }
  }

  private void end(BulkOutcome how, Throwable why) {
    if (outcomes.isFinal(why)) {
      run.end(how, why);
    }
  }

  private void giveUp(Batch<T> batch, Throwable reason) {
    settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.UNSENT, reason);
  }

  private void settle(Batch<T> batch, Outcome outcome, Throwable reason) {
    batch.items.forEach(item -> fail(item, outcome, reason));
  }

  private void fail(Item<T> item, Outcome outcome, Throwable reason) {
    outcomes.fail(item, outcome, reason);
    run.memory.give(item.cost());
  }
}
