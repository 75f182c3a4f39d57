package io.pinelink.internal.simulation;

import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.UpsertResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A namespace of the simulated service, which receives batches of ids or of single vectors. */
record SimulatedTarget<T>(
    int maxItems, long bytesEach, Supplier<CompletableFuture<UpsertResponse>> upsert)
    implements BulkTarget<T> {
  @Override
  public CompletableFuture<BatchResult<T>> call(List<T> items) {
    return Futures.map(upsert.get(), written -> BatchResult.done(SimulatedService.INFO));
  }

  @Override
  public LimitKey scope() {
    return new LimitKey(SimulatedService.ROUTE.authority(), "upsert", "");
  }

  @Override
  public FailedCall failedCall() {
    return new FailedCall("upsert", SimulatedService.ROUTE, 1);
  }

  @Override
  public String description() {
    return "ids";
  }

  @Override
  public long maxBytes() {
    return 2_000_000;
  }

  @Override
  public String id(T item) {
    return item.toString();
  }

  @Override
  public T checked(T item) {
    return item;
  }

  @Override
  public long bytes(List<T> items) {
    return bytesEach * items.size();
  }

  @Override
  public long bytesBound(List<T> items) {
    return bytes(items);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isReading() {
    return false;
  }

  @Override
  public Executor receivesOn() {
    return Futures.IN_PLACE;
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return CompletableFuture.completedFuture(null);
  }
}
