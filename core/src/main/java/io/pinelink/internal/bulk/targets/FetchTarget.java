package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.FetchConsumer;
import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The target of a bulk fetch: reads ids of a namespace and delivers what was found.
 *
 * @param sizeOf returns the bytes of a request for ids
 * @param request returns the request for ids
 * @param foundIn returns what a response contains
 */
record FetchTarget<T, Q, R>(
    Caller caller,
    Operation<Q, R> operation,
    long maxBytes,
    ToLongFunction<List<String>> sizeOf,
    Function<List<String>, Q> request,
    Function<R, Fetched<T>> foundIn,
    FetchConsumer<T> consumer,
    Executor receivesOn)
    implements BulkTarget<String> {

  @Override
  public FailedCall failedCall() {
    return new FailedCall(operation.name(), caller.route(), 1);
  }

  /** Returns a key for all namespaces, since the service limits their fetches together. */
  @Override
  public LimitKey scope() {
    return new LimitKey(caller.route().authority(), operation.name(), "");
  }

  @Override
  public String description() {
    return WriteTarget.description(operation, caller);
  }

  @Override
  public int maxItems() {
    return Check.MAX_BATCH;
  }

  @Override
  public String id(String id) {
    return id;
  }

  @Override
  public String checked(String id) {
    return Check.id("id", id);
  }

  @Override
  public long bytes(List<String> ids) {
    return sizeOf.applyAsLong(ids);
  }

  /** Returns the size itself, since measuring ids is cheap. */
  @Override
  public long bytesBound(List<String> ids) {
    return bytes(ids);
  }

  @Override
  public boolean isRepeatable() {
    return operation.idempotent();
  }

  @Override
  public boolean isReading() {
    return true;
  }

  @Override
  public CompletableFuture<BatchResult<String>> call(List<String> ids) {
    return Futures.map(
        caller.call(operation, request.apply(ids)),
        response -> {
          Fetched<T> fetched = foundIn.apply(response);
          return BatchResult.read(
              fetched.info(), fetched.bytes(), id -> receive(fetched.byId(), id));
        });
  }

  private void receive(Map<String, T> byId, String id) {
    T found = byId.get(id);
    if (found == null) {
      consumer.missing(id);
    } else {
      consumer.found(found);
    }
  }

  /** Returns a completed future: a fetch writes nothing to wait for. */
  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return CompletableFuture.completedFuture(null);
  }
}
