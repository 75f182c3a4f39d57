package io.pinelink.internal.bulk.targets;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The target of a bulk operation that changes a namespace: writes vectors, records or documents,
 * deletes ids, or updates vectors or documents.
 *
 * @param checker returns an item in the form in which it may be sent
 * @param countOf returns the number of items that a response counts; 0 if it counts none
 * @param visibility waits until reads see a write
 */
record WriteTarget<T, Q, R extends Response>(
    Caller caller,
    Operation<Q, R> operation,
    int maxItems,
    Function<T, String> idOf,
    UnaryOperator<T> checker,
    Function<List<T>, Q> request,
    ToLongFunction<R> countOf,
    Visibility visibility)
    implements BulkTarget<T> {

  /** The start of a wait until reads see a write. */
  interface Visibility {
    CompletableFuture<@Nullable Void> await(
        Caller caller, ConsistencyToken write, Duration timeout);
  }

  /** Throws an {@link IllegalStateException} if no transport supports the operation. */
  WriteTarget {
    caller.require(operation);
  }

  @Override
  public FailedCall failedCall() {
    return new FailedCall(operation.name(), caller.route(), 1);
  }

  @Override
  public LimitKey scope() {
    return new LimitKey(caller.route().authority(), operation.name(), namespace(caller));
  }

  /**
   * Returns the namespace, in one form for the two names of the default one, which has one limit.
   */
  private static String namespace(Caller caller) {
    return new ConsistencyToken(caller.namespace(), 0).namespace();
  }

  @Override
  public String description() {
    return description(operation, caller);
  }

  /**
   * Describes the operation, with the index in its public form, since a later run may use another
   * route.
   */
  static String description(Operation<?, ?> operation, Caller caller) {
    return operation + " in namespace '" + namespace(caller) + "' of " + publicHost(caller.route());
  }

  /** Returns the host of a route in its public form. */
  static String publicHost(Route route) {
    return route.kind() == Route.Kind.PRIVATE
        ? IndexHost.parse(route.authority()).publicHost().authority()
        : route.authority();
  }

  @Override
  public long maxBytes() {
    return RequestSizeEstimate.MAX_BYTES;
  }

  @Override
  public String id(T item) {
    return idOf.apply(item);
  }

  @Override
  public T checked(T item) {
    return checker.apply(item);
  }

  @Override
  public long bytes(List<T> items) {
    return ofCalls(items, call -> caller.bodyBytes(operation, request.apply(call)));
  }

  @Override
  public long bytesBound(List<T> items) {
    return ofCalls(items, call -> caller.bodyBytesBound(operation, request.apply(call)));
  }

  private long ofCalls(List<T> items, Function<List<T>, OptionalLong> measure) {
    return maxItems == 1
        ? items.stream().mapToLong(item -> measure.apply(List.of(item)).orElse(0)).sum()
        : measure.apply(items).orElse(0);
  }

  @Override
  public boolean isRepeatable() {
    return operation.idempotent();
  }

  @Override
  public CompletableFuture<BatchResult<T>> call(List<T> items) {
    return Futures.map(
        caller.call(operation, request.apply(items)),
        response -> {
          checkCount(operation, countOf.applyAsLong(response), items, idOf, response.info());
          return BatchResult.done(response.info());
        });
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return visibility.await(caller, write, timeout);
  }

  /**
   * Checks that a response counts all items of its request. An id that the request has twice may be
   * counted once. A count of 0 is not checked: over gRPC it is the same as none.
   *
   * @throws MalformedResponseException if it counts fewer, so that it is unknown which items were
   *     written
   */
  static <T> void checkCount(
      Operation<?, ?> operation,
      long counted,
      List<T> items,
      Function<T, String> idOf,
      ResponseInfo info) {
    if (counted == 0 || counted >= items.size()) {
      return;
    }
    int ids = new HashSet<>(items.stream().map(idOf).toList()).size();
    if (counted < ids) {
      throw Failures.malformedResponse(
          new FailedCall(operation.name(), info.route(), info.attempts()),
          "it counts " + counted + " upserted items, but the request has " + ids,
          null);
    }
  }
}
