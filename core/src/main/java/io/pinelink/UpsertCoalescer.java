package io.pinelink;

import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.internal.bulk.targets.UpsertedCount;
import io.pinelink.internal.coalesce.Coalescer;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Upserts single vectors in batches. Vectors that many callers write at the same time are sent
 * together, at a fraction of the cost and of the requests that count against the service's rate
 * limit. Get it from {@link Index#coalescing(CoalesceOptions)}.
 *
 * <p>A vector is sent at once while no batch is in flight. Otherwise vectors are collected until
 * the batch in flight is answered, the next batch is full, or its first vector has waited as long
 * as the options allow. After a batch has failed, vectors are collected although none is in flight.
 * Each caller gets the result of its own vector: a batch that the service refuses as invalid is
 * split until only the invalid vectors fail. Any other failure applies to all vectors of the batch.
 *
 * <p>Thread-safe. It has no thread and need not be closed. Vectors that are still waiting when the
 * client is closed fail.
 */
public final class UpsertCoalescer {
  private final Coalescer<Vector, UpsertResponse> coalescer;

  UpsertCoalescer(
      Function<List<Vector>, CompletableFuture<UpsertResponse>> upsert,
      CoalesceOptions options,
      Scheduler scheduler,
      Executor completeOn) {
    this.coalescer =
        new Coalescer<>(
            vectors -> Futures.map(upsert.apply(vectors), response -> ofEach(vectors, response)),
            RequestSizeEstimate::max,
            options.limits(),
            scheduler,
            completeOn);
  }

  private static UpsertResponse ofEach(List<Vector> vectors, UpsertResponse response) {
    UpsertedCount.check(
        DataOperations.UPSERT, response.upsertedCount(), vectors, Vector::id, response.info());
    return new VectorResponses.UpsertResult(1, response.info());
  }

  /**
   * Upserts a vector and waits for the response, for at most the options' wait and the timeout of a
   * call. If the service refuses the batch, the wait is longer, since its halves are then sent one
   * after another. Fails as {@link Index#upsert(List)} does, and with a {@link
   * io.pinelink.error.MalformedResponseException} if the response counts fewer vectors than the
   * batch has.
   *
   * @return one upserted vector; the info belongs to the whole batch
   * @throws IllegalArgumentException if the vector came from the service and violates the rules for
   *     requests
   */
  public UpsertResponse upsert(Vector vector) {
    Objects.requireNonNull(vector, "vector is null");
    return coalescer.sendAndWait(checked(vector));
  }

  /**
   * Upserts a vector, as {@link #upsert} does, without waiting. Cancelling the future withdraws the
   * vector if it is not in flight yet, and has no effect otherwise.
   */
  public CompletableFuture<UpsertResponse> upsertAsync(Vector vector) {
    Objects.requireNonNull(vector, "vector is null");
    return coalescer.send(checked(vector));
  }

  private static Vector checked(Vector vector) {
    return UpsertRequest.of(vector).vectors().get(0);
  }
}
