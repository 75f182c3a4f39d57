package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOptions;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches: each waits for its turn on the {@link ConcurrencyLimiter} of its namespace, goes
 * out, and is settled, split, or sent again. A batch is always in one place: ready, in flight, or
 * resting until it is sent again. All of it runs in the {@link SerialExecutor}.
 */
final class BatchSender<T> {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** What the bulk operation hears of it. */
  interface Callbacks {
    /** The service does its work: it took something, or said what is wrong with it. */
    void progressed();

    /** Returns the longest pause that the bulk operation can wait for. */
    Duration maxPause();

    /** The service asks for a pause before the next call. */
    void pauseRequested(Duration pause);

    /** The service refused one for a fault of its own. */
    void rejected(Throwable reason, int inRow);

    /** A call was answered, and what follows from that is done. */
    void answered();

    /** No later batch would fare better. */
    void end(BulkOutcome how, Throwable why);
  }

  private record InFlightBatch(CompletableFuture<?> call, long startedAt) {}

  private final BulkTarget<T> target;
  private final BulkOptions options;
  private final EngineTimers timers;
  private final SerialExecutor events;
  private final ConcurrencyLimiter limiter;
  private final MemoryBudget memory;
  private final OutcomeCounts counts;
  private final DeliveryQueue<T> delivery;
  private final Callbacks callbacks;
  private final Runnable permit = this::postPermit;

  private final ArrayDeque<Batch<T>> ready = new ArrayDeque<>();
  private final Map<Batch<T>, InFlightBatch> inFlight = new LinkedHashMap<>();
  private final Set<Batch<T>> backingOff = new HashSet<>();

  private int itemsInFlight;
  private long answered;
  private int rejectedInRow;
  private boolean permitRequested;
  private @Nullable Throwable stopped;
  private @Nullable Throwable lastFailure;
  private @Nullable ConsistencyToken lastWrite;

  BatchSender(
      BulkTarget<T> target,
      BulkOptions options,
      EngineTimers timers,
      SerialExecutor events,
      ConcurrencyLimiter limiter,
      MemoryBudget memory,
      OutcomeCounts counts,
      Callbacks callbacks) {
    this.target = target;
    this.options = options;
    this.timers = timers;
    this.events = events;
    this.limiter = limiter;
    this.memory = memory;
    this.counts = counts;
    this.callbacks = callbacks;
    this.delivery =
        new DeliveryQueue<>(target.receivesOn(), events, options.maxBytesHeld(), this::onReceived);
  }

  int inFlight() {
    return inFlight.size();
  }

  /** Why a call failed last, if one did. */
  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /** The last of the writes that the service has numbered. */
  @Nullable ConsistencyToken lastWrite() {
    return lastWrite;
  }

  /** Takes a batch, to send it as soon as it is its turn; or gives it up if nothing is any more. */
  void add(Batch<T> batch) {
    if (stopped == null) {
      ready.addLast(batch);
      askForTurn();
    } else {
      giveUp(batch, stopped);
    }
  }

  private void postPermit() {
    events.post(this::onTurn);
  }

  private void askForTurn() {
    if (!permitRequested && maySend()) {
      permitRequested = true;
      limiter.ask(permit, callbacks.maxPause());
    }
  }

  private boolean maySend() {
    Batch<T> next = ready.peek();
    return stopped == null
        && next != null
        && inFlight.size() < options.maxConcurrency()
        && (!target.isReading() || delivery.hasRoomFor(itemsInFlight, next.size()));
  }

  private void onTurn() {
    permitRequested = false;
    Batch<T> batch = maySend() ? ready.poll() : null;
    if (batch == null) {
      limiter.giveBack();
    } else {
      send(batch);
    }
    askForTurn();
  }

  private void send(Batch<T> batch) {
    long startedAt = timers.now();
    CompletableFuture<BatchResult<T>> call;
    try {
      call = target.call(batch.values());
    } catch (RuntimeException | Error e) {
      // Such as a client that was closed; the turn is not this operation's alone.
      limiter.giveBack();
      ready.addFirst(batch);
      callbacks.end(BulkOutcome.FAILED, e);
      return;
    }
    batch.attempts++;
    inFlight.put(batch, new InFlightBatch(call, startedAt));
    itemsInFlight += batch.size();
    var unused =
        call.whenComplete((answer, failure) -> events.post(() -> onEnd(batch, answer, failure)));
  }

  private void onEnd(Batch<T> batch, @Nullable BatchResult<T> answer, @Nullable Throwable thrown) {
    InFlightBatch sent = inFlight.remove(batch);
    if (sent == null) {
      return; // given up before
    }
    itemsInFlight -= batch.size();
    if (answer != null) {
      limiter.accepted(sent.startedAt());
      onAnswer(batch, answer);
    } else {
      onFailure(batch, sent.startedAt(), Futures.unwrap(Objects.requireNonNull(thrown)));
    }
    askForTurn();
    callbacks.answered();
  }

  private void onAnswer(Batch<T> batch, BatchResult<T> answer) {
    callbacks.progressed();
    answered += batch.size();
    rejectedInRow = 0;
    if (answer.receiver() != null) {
      delivery.add(batch, answer.bytes(), answer.receiver());
      return;
    }
    batch.items.forEach(this::accept);
    answer
        .info()
        .consistencyToken()
        .filter(write -> lastWrite == null || write.lsn() > lastWrite.lsn())
        .ifPresent(write -> lastWrite = write);
  }

  private void accept(Item<T> item) {
    counts.accept(item);
    memory.give(item.cost());
  }

  /** The receiver has taken a batch, or will not. The time it took is not the service's. */
  private void onReceived(Batch<T> batch, int taken, int started, @Nullable Throwable failure) {
    batch.items.subList(0, taken).forEach(this::accept);
    if (failure != null) {
      batch.items.subList(taken, started).forEach(item -> fail(item, Outcome.UNKNOWN, failure));
      batch
          .items
          .subList(started, batch.size())
          .forEach(item -> fail(item, Outcome.UNSENT, failure));
      callbacks.end(BulkOutcome.FAILED, failure);
    } else {
      callbacks.progressed();
    }
    askForTurn();
    callbacks.answered();
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
        if (hint != null) {
          callbacks.pauseRequested(hint);
        }
      }
      case INVALID -> {
        limiter.giveBack();
        onInvalid(batch, failure);
      }
      case UNSENT, UNKNOWN -> {
        limiter.failed(startedAt);
        sendAgainLater(batch, failure);
      }
      case REFUSED -> {
        limiter.giveBack();
        settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.REJECTED, failure);
        callbacks.end(BulkOutcome.REFUSED, failure);
      }
      case UNABLE, BROKEN -> {
        limiter.giveBack();
        giveUp(batch, failure);
        callbacks.end(BulkOutcome.FAILED, failure);
      }
    }
  }

  /** A service refuses to send an answer that is too large, a client to read it; halves are not. */
  private static boolean isMaybeTooLarge(Throwable failure) {
    return failure instanceof MalformedResponseException
        || (failure instanceof ServiceException refused
            && refused.code() == ErrorCode.OUT_OF_RANGE);
  }

  /** Nothing of it was written: each half goes out alone, until only what is at fault is left. */
  private void onInvalid(Batch<T> batch, Throwable failure) {
    callbacks.progressed();
    if (batch.size() > 1) {
      split(batch);
      return;
    }
    settle(batch, Outcome.REJECTED, failure);
    rejectedInRow++;
    callbacks.rejected(failure, rejectedInRow);
  }

  private void split(Batch<T> batch) {
    int half = batch.size() / 2;
    ready.addFirst(batch.part(half, batch.size()));
    ready.addFirst(batch.part(0, half));
  }

  private void sendAgainLater(Batch<T> batch, Throwable failure) {
    if (batch.answeredBefore < 0) {
      batch.answeredBefore = answered;
    }
    if (batch.maybeWritten && !target.isRepeatable()) {
      giveUp(batch, failure);
      return;
    }
    if (batch.attempts < options.maxAttempts()) {
      backingOff.add(batch);
      timers.after(PAUSES.bound(batch.attempts), () -> onRested(batch));
      return;
    }
    boolean othersFareBetter = answered > batch.answeredBefore;
    giveUp(batch, failure);
    if (!othersFareBetter) {
      callbacks.end(BulkOutcome.FAILED, failure);
    }
  }

  private void onRested(Batch<T> batch) {
    if (backingOff.remove(batch)) {
      ready.addFirst(batch);
      askForTurn();
    }
  }

  /** Cancels what is in flight and gives up the rest. */
  void stop(Throwable why) {
    stopped = why;
    withdraw();
    Map<Batch<T>, InFlightBatch> cancelled = new LinkedHashMap<>(inFlight);
    cancelled.forEach(
        (batch, sent) -> {
          cancel(batch, sent);
          settle(batch, target.isReading() ? Outcome.UNSENT : Outcome.UNKNOWN, why);
        });
    delivery.stop(why);
    ready.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    ready.clear();
    backingOff.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    backingOff.clear();
  }

  /** Waits no longer for a receiver that does not come back. */
  void abandon(Throwable why) {
    delivery.abandon(why);
  }

  /** Whether something that was read waits for its receiver. */
  boolean awaitsReceiver() {
    return delivery.isBusy();
  }

  /** Leaves the lane to others and accounts for nothing: for when that cannot be done any more. */
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
    if (permitRequested && limiter.withdraw(permit)) {
      permitRequested = false;
    }
  }

  private void cancel(Batch<T> batch, InFlightBatch sent) {
    inFlight.remove(batch);
    itemsInFlight -= batch.size();
    try {
      sent.call().cancel(true);
    } finally {
      limiter.giveBack();
    }
  }

  private void giveUp(Batch<T> batch, Throwable reason) {
    settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.UNSENT, reason);
  }

  private void settle(Batch<T> batch, Outcome outcome, Throwable reason) {
    batch.items.forEach(item -> fail(item, outcome, reason));
  }

  private void fail(Item<T> item, Outcome outcome, Throwable reason) {
    counts.fail(item, outcome, reason);
    memory.give(item.cost());
  }
}
