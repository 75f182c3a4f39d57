package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The target of a bulk fetch: reads ids of a namespace and delivers what was found.
 *
 * @param sizeOf returns the bytes of a request for ids
 * @param request returns the request for ids
 * @param foundIn returns what a response contains, by id
 * @param sizeOfFound returns the approximate memory size of what was found
 */
record FetchTarget<T, Q, R extends Response>(
    Caller caller,
    Operation<Q, R> operation,
    long maxBytes,
    ToLongFunction<List<String>> sizeOf,
    Function<List<String>, Q> request,
    Function<R, Map<String, T>> foundIn,
    ToLongFunction<T> sizeOfFound,
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
          Map<String, T> byId = foundIn.apply(response);
          long bytes = byId.values().stream().mapToLong(sizeOfFound).sum();
          return BatchResult.read(response.info(), bytes, id -> receive(byId, id));
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
}
