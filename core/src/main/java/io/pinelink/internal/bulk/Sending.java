package io.pinelink.internal.bulk;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestOptions;
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
 * Sends batches: each waits for its turn on the {@link Lane} of its namespace, goes out, and is
 * settled, split, or sent again. A batch is always in one place: ready, in flight, or resting until
 * it is sent again. All of it runs in the {@link Mailbox}.
 */
final class Sending<T> {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** What the ingest hears of it. */
  interface Course {
    /** The service does its work: it took something, or said what is wrong with it. */
    void alive();

    /** Returns the longest pause that the ingest can wait for. */
    Duration mostPause();

    /** The service asks for a pause before the next call. */
    void askedToPause(Duration pause);

    /** The service refused one for a fault of its own. */
    void rejected(Throwable reason, int inRow);

    /** A call was answered, and what follows from that is done. */
    void answered();

    /** No later batch would fare better. */
    void end(IngestEnding how, Throwable why);
  }

  private record Flight(CompletableFuture<?> call, long begunAt) {}

  private final Target<T> target;
  private final IngestOptions options;
  private final Clockwork clockwork;
  private final Mailbox mailbox;
  private final Lane lane;
  private final Room room;
  private final Account account;
  private final Handover<T> handover;
  private final Course course;
  private final Runnable turn = this::postTurn;

  private final ArrayDeque<Batch<T>> ready = new ArrayDeque<>();
  private final Map<Batch<T>, Flight> flying = new LinkedHashMap<>();
  private final Set<Batch<T>> resting = new HashSet<>();

  private int itemsInFlight;
  private long answered;
  private int rejectedInRow;
  private boolean turnAsked;
  private @Nullable Throwable stopped;
  private @Nullable Throwable lastFailure;
  private @Nullable ConsistencyToken lastWrite;

  Sending(
      Target<T> target,
      IngestOptions options,
      Clockwork clockwork,
      Mailbox mailbox,
      Lane lane,
      Room room,
      Account account,
      Course course) {
    this.target = target;
    this.options = options;
    this.clockwork = clockwork;
    this.mailbox = mailbox;
    this.lane = lane;
    this.room = room;
    this.account = account;
    this.course = course;
    this.handover =
        new Handover<>(target.receivesOn(), mailbox, options.maxBytesHeld(), this::onReceived);
  }

  int inFlight() {
    return flying.size();
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

  private void postTurn() {
    mailbox.post(this::onTurn);
  }

  private void askForTurn() {
    if (!turnAsked && maySend()) {
      turnAsked = true;
      lane.ask(turn, course.mostPause());
    }
  }

  private boolean maySend() {
    Batch<T> next = ready.peek();
    return stopped == null
        && next != null
        && flying.size() < options.maxConcurrency()
        && (!target.isReading() || handover.hasRoomFor(itemsInFlight, next.size()));
  }

  private void onTurn() {
    turnAsked = false;
    Batch<T> batch = maySend() ? ready.poll() : null;
    if (batch == null) {
      lane.giveBack();
    } else {
      send(batch);
    }
    askForTurn();
  }

  private void send(Batch<T> batch) {
    long begunAt = clockwork.now();
    CompletableFuture<Answer<T>> call;
    try {
      call = target.call(batch.values());
    } catch (RuntimeException | Error e) {
      // Such as a client that was closed; the turn is not this ingest's alone.
      lane.giveBack();
      ready.addFirst(batch);
      course.end(IngestEnding.FAILED, e);
      return;
    }
    batch.attempts++;
    flying.put(batch, new Flight(call, begunAt));
    itemsInFlight += batch.size();
    var unused =
        call.whenComplete((answer, failure) -> mailbox.post(() -> onEnd(batch, answer, failure)));
  }

  private void onEnd(Batch<T> batch, @Nullable Answer<T> answer, @Nullable Throwable thrown) {
    Flight flight = flying.remove(batch);
    if (flight == null) {
      return; // given up before
    }
    itemsInFlight -= batch.size();
    if (answer != null) {
      lane.accepted(flight.begunAt());
      onAnswer(batch, answer);
    } else {
      onFailure(batch, flight.begunAt(), Futures.unwrap(Objects.requireNonNull(thrown)));
    }
    askForTurn();
    course.answered();
  }

  private void onAnswer(Batch<T> batch, Answer<T> answer) {
    course.alive();
    answered += batch.size();
    rejectedInRow = 0;
    if (answer.receiver() != null) {
      handover.add(batch, answer.bytes(), answer.receiver());
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
    account.accept(item);
    room.give(item.cost());
  }

  /** The receiver has taken a batch, or will not. The time it took is not the service's. */
  private void onReceived(Batch<T> batch, int taken, int begun, @Nullable Throwable failure) {
    batch.items.subList(0, taken).forEach(this::accept);
    if (failure != null) {
      batch.items.subList(taken, begun).forEach(item -> fail(item, Outcome.UNKNOWN, failure));
      batch.items.subList(begun, batch.size()).forEach(item -> fail(item, Outcome.UNSENT, failure));
      course.end(IngestEnding.FAILED, failure);
    } else {
      course.alive();
    }
    askForTurn();
    course.answered();
  }

  private void onFailure(Batch<T> batch, long begunAt, Throwable failure) {
    Verdict verdict = Verdict.of(failure);
    batch.lastFailure = failure;
    batch.maybeWritten |= verdict.isMaybeWritten() && !target.isReading();
    lastFailure = failure;
    if (target.isReading() && isMaybeTooLarge(failure) && batch.size() > 1) {
      lane.giveBack();
      split(batch);
      return;
    }
    switch (verdict) {
      case THROTTLED -> {
        Duration hint =
            failure instanceof RateLimitedException limited
                ? limited.retryAfter().orElse(null)
                : null;
        batch.attempts--;
        ready.addFirst(batch);
        lane.throttled(begunAt, hint);
        if (hint != null) {
          course.askedToPause(hint);
        }
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
        settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.REJECTED, failure);
        course.end(IngestEnding.REFUSED, failure);
      }
      case UNABLE, BROKEN -> {
        lane.giveBack();
        giveUp(batch, failure);
        course.end(IngestEnding.FAILED, failure);
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
    course.alive();
    if (batch.size() > 1) {
      split(batch);
      return;
    }
    settle(batch, Outcome.REJECTED, failure);
    rejectedInRow++;
    course.rejected(failure, rejectedInRow);
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
      resting.add(batch);
      clockwork.after(PAUSES.bound(batch.attempts), () -> onRested(batch));
      return;
    }
    boolean othersFareBetter = answered > batch.answeredBefore;
    giveUp(batch, failure);
    if (!othersFareBetter) {
      course.end(IngestEnding.FAILED, failure);
    }
  }

  private void onRested(Batch<T> batch) {
    if (resting.remove(batch)) {
      ready.addFirst(batch);
      askForTurn();
    }
  }

  /** Cancels what is in flight and gives up the rest. */
  void stop(Throwable why) {
    stopped = why;
    withdraw();
    Map<Batch<T>, Flight> cancelled = new LinkedHashMap<>(flying);
    cancelled.forEach(
        (batch, flight) -> {
          cancel(batch, flight);
          settle(batch, target.isReading() ? Outcome.UNSENT : Outcome.UNKNOWN, why);
        });
    handover.stop(why);
    ready.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    ready.clear();
    resting.forEach(batch -> giveUp(batch, batch.lastFailure == null ? why : batch.lastFailure));
    resting.clear();
  }

  /** Waits no longer for a receiver that does not come back. */
  void abandon(Throwable why) {
    handover.abandon(why);
  }

  /** Whether something that was read waits for its receiver. */
  boolean awaitsReceiver() {
    return handover.isBusy();
  }

  /** Leaves the lane to others and accounts for nothing: for when that cannot be done any more. */
  void drop(Throwable why) {
    stopped = why;
    withdraw();
    handover.halt(why);
    ready.clear();
    resting.clear();
    while (!flying.isEmpty()) {
      Map.Entry<Batch<T>, Flight> next = flying.entrySet().iterator().next();
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
    if (turnAsked && lane.withdraw(turn)) {
      turnAsked = false;
    }
  }

  private void cancel(Batch<T> batch, Flight flight) {
    flying.remove(batch);
    itemsInFlight -= batch.size();
    try {
      flight.call().cancel(true);
    } finally {
      lane.giveBack();
    }
  }

  private void giveUp(Batch<T> batch, Throwable reason) {
    settle(batch, batch.maybeWritten ? Outcome.UNKNOWN : Outcome.UNSENT, reason);
  }

  private void settle(Batch<T> batch, Outcome outcome, Throwable reason) {
    batch.items.forEach(item -> fail(item, outcome, reason));
  }

  private void fail(Item<T> item, Outcome outcome, Throwable reason) {
    account.fail(item, outcome, reason);
    room.give(item.cost());
  }
}
