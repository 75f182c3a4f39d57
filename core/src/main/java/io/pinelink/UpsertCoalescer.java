package io.pinelink;

import io.pinelink.error.ServiceException;
import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.internal.concurrent.BatchCompletion;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Upserts single vectors in batches. Vectors that many callers write at the same time are sent
 * together, at a fraction of the cost and of the requests that count against the service's rate
 * limit. Get it from {@link Index#coalescing(CoalesceOptions)}.
 *
 * <p>A vector is sent at once while no batch is in flight. Otherwise vectors are collected until
 * the batch in flight is answered, the next batch is full, or its first vector has waited as long
 * as the options allow. Each caller gets the result of its own vector: a batch that the service
 * refuses as invalid is split until only the invalid vectors fail. Any other failure applies to all
 * vectors of the batch.
 *
 * <p>Thread-safe. It has no thread and need not be closed. Vectors that are still waiting when the
 * client is closed fail.
 */
public final class UpsertCoalescer {
  private final Function<List<Vector>, CompletableFuture<UpsertResponse>> upsert;
  private final CoalesceOptions options;
  private final Scheduler scheduler;
  private final Executor completeOn;

  private final Object lock = new Object();
  private Batch gathering = new Batch();
  private int inFlight;

  UpsertCoalescer(
      Function<List<Vector>, CompletableFuture<UpsertResponse>> upsert,
      CoalesceOptions options,
      Scheduler scheduler,
      Executor completeOn) {
    this.upsert = upsert;
    this.options = options;
    this.scheduler = scheduler;
    this.completeOn = completeOn;
  }

  /**
   * Upserts a vector and waits for the response, for at most the options' wait and the timeout of a
   * call. If the service refuses the batch, the wait is longer, since its halves are then sent one
   * after another. Fails as {@link Index#upsert(List)} does.
   *
   * @return one upserted vector; the info is that of the batch
   * @throws IllegalArgumentException if the vector came from the service and violates the rules for
   *     requests
   */
  public UpsertResponse upsert(Vector vector) {
    return Futures.await(gather(vector, true));
  }

  /**
   * Upserts a vector, as {@link #upsert} does, without waiting. Cancelling the future withdraws the
   * vector if it is not in flight yet, and has no effect otherwise.
   */
  public CompletableFuture<UpsertResponse> upsertAsync(Vector vector) {
    return gather(vector, false);
  }

  private CompletableFuture<UpsertResponse> gather(Vector vector, boolean isBlocking) {
    Waiting waiting = new Waiting(UpsertRequest.of(vector).vectors().get(0), isBlocking);
    List<Batch> due = new ArrayList<>();
    synchronized (lock) {
      if (!gathering.fits(waiting)) {
        due.add(take());
      }
      gathering.add(waiting);
      if (inFlight == 0 || gathering.size() >= options.maxVectors()) {
        due.add(take());
      } else if (gathering.size() == 1) {
        startTimer(gathering);
      }
    }
    due.forEach(this::send);
    return waiting;
  }

  private void startTimer(Batch batch) {
    batch.timer = scheduler.after(options.maxWait());
    var unused = batch.timer.thenRun(() -> sendIfGathering(batch));
  }

  private void sendIfGathering(Batch batch) {
    synchronized (lock) {
      if (batch != gathering) {
        return;
      }
      take();
    }
    send(batch);
  }

  /** Starts a new batch and returns the previous one, which must be sent. */
  private Batch take() {
    Batch taken = gathering;
    gathering = new Batch();
    inFlight++;
    return taken;
  }

  private void send(Batch batch) {
    if (batch.timer != null) {
      batch.timer.complete(
          null); // its task finds nothing to do; cancel() would create an exception
    }
    send(batch.wanted(), this::sendWhatGathered);
  }

  private void sendWhatGathered() {
    Batch next = null;
    synchronized (lock) {
      inFlight--;
      if (inFlight == 0 && gathering.size() > 0) {
        next = take();
      }
    }
    if (next != null) {
      send(next);
    }
  }

  private void send(List<Waiting> batch, Runnable then) {
    if (batch.isEmpty()) {
      then.run();
      return;
    }
    var unused =
        call(batch)
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    UpsertResponse one = new UpsertResponse(1, response.info());
                    end(batch, one, null);
                    then.run();
                  } else if (batch.size() > 1 && isInvalid(Futures.unwrap(failure))) {
                    sendInHalves(batch, then);
                  } else {
                    end(batch, response, Futures.unwrap(failure));
                    then.run();
                  }
                });
  }

  /**
   * Completes the futures of a batch. Blocked callers are woken on this thread, since they run no
   * callbacks.
   */
  private void end(List<Waiting> batch, UpsertResponse response, @Nullable Throwable failure) {
    List<Waiting> others = new ArrayList<>(batch.size());
    for (Waiting waiting : batch) {
      if (waiting.isBlocking) {
        Futures.complete(waiting, response, failure);
      } else {
        others.add(waiting);
      }
    }
    BatchCompletion.on(completeOn, others, response, failure);
  }

  private CompletableFuture<UpsertResponse> call(List<Waiting> batch) {
    try {
      return upsert.apply(batch.stream().map(waiting -> waiting.vector).toList());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e); // the client is closed
    }
  }

  /**
   * Sends a refused batch, of which nothing was written, in halves: one after the other, to keep
   * the order.
   */
  private void sendInHalves(List<Waiting> batch, Runnable then) {
    int half = batch.size() / 2;
    send(batch.subList(0, half), () -> send(batch.subList(half, batch.size()), then));
  }

  private static boolean isInvalid(Throwable failure) {
    return failure instanceof ServiceException refused && refused.code().isInvalidRequest();
  }

  /** A vector with the pending result of its caller. */
  private static final class Waiting extends CompletableFuture<UpsertResponse> {
    final Vector vector;
    final boolean isBlocking;

    Waiting(Vector vector, boolean isBlocking) {
      this.vector = vector;
      this.isBlocking = isBlocking;
    }
  }

  /** Vectors that are sent together. */
  private static final class Batch {
    private final List<Waiting> vectors = new ArrayList<>();
    private long bytes;
    private @Nullable CompletableFuture<Void> timer;

    int size() {
      return vectors.size();
    }

    boolean fits(Waiting waiting) {
      return vectors.isEmpty()
          || bytes + RequestSizeEstimate.max(waiting.vector) <= RequestSizeEstimate.MAX_BYTES;
    }

    void add(Waiting waiting) {
      vectors.add(waiting);
      bytes += RequestSizeEstimate.max(waiting.vector);
    }

    List<Waiting> wanted() {
      return vectors.stream().filter(waiting -> !waiting.isDone()).toList();
    }
  }
}
