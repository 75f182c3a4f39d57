package io.pinelink.internal.bulk.targets;

import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.records.UpsertRecordsResponse;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The target of a bulk operation that changes a namespace: writes vectors or records, deletes ids,
 * or updates vectors.
 *
 * @param checker returns an item in the form in which it may be sent
 * @param sizeLimit returns the maximum bytes of an item, if the transport cannot compute them
 */
record WriteTarget<T, Q, R>(
    Caller caller,
    Operation<Q, R> operation,
    int maxItems,
    Function<T, String> idOf,
    UnaryOperator<T> checker,
    ToLongFunction<T> sizeLimit,
    Function<List<T>, Q> request,
    Function<R, ResponseInfo> infoOf)
    implements BulkTarget<T> {
  /**
   * The maximum number of records per call in the service's guides; see {@link
   * UpsertRecordsRequest}.
   */
  private static final int MAX_RECORDS = 96;

  /**
   * Creates the target of writes for a source of the given type.
   *
   * @throws IllegalArgumentException if the type is neither vectors nor records
   * @throws IllegalStateException if no transport supports the operation
   */
  // The given type is that of the source.
  @SuppressWarnings("unchecked")
  static <T> BulkTarget<T> upserts(Class<T> type, Caller caller) {
    if (type == Vector.class) {
      return (BulkTarget<T>) vectors(caller);
    }
    if (type == TextRecord.class) {
      return (BulkTarget<T>) records(caller);
    }
    throw new IllegalArgumentException(
        "source is of "
            + type.getSimpleName()
            + ", expected Vector or TextRecord; ids and updates are for bulkDelete, bulkFetch and"
            + " bulkUpdate");
  }

  private static BulkTarget<Vector> vectors(Caller caller) {
    caller.require(DataOperations.UPSERT);
    return new WriteTarget<>(
        caller,
        DataOperations.UPSERT,
        Check.MAX_BATCH,
        Vector::id,
        vector -> UpsertRequest.of(vector).vectors().get(0),
        RequestSizeEstimate::max,
        UpsertRequest::new,
        UpsertResponse::info);
  }

  private static BulkTarget<TextRecord> records(Caller caller) {
    caller.require(DataOperations.UPSERT_RECORDS);
    return new WriteTarget<>(
        caller,
        DataOperations.UPSERT_RECORDS,
        MAX_RECORDS,
        TextRecord::id,
        UnaryOperator.identity(),
        RequestSizeEstimate::max,
        UpsertRecordsRequest::new,
        UpsertRecordsResponse::info);
  }

  /** Creates a target that deletes by id. */
  static BulkTarget<String> deletes(Caller caller) {
    caller.require(DataOperations.DELETE);
    return new WriteTarget<>(
        caller,
        DataOperations.DELETE,
        Check.MAX_BATCH,
        Function.identity(),
        id -> Check.id("id", id),
        RequestSizeEstimate::max,
        DeleteRequest::ids,
        DeleteResponse::info);
  }

  /** Creates a target that updates by id, one per call. */
  static BulkTarget<UpdateRequest> updates(Caller caller) {
    caller.require(DataOperations.UPDATE);
    return new WriteTarget<>(
        caller,
        DataOperations.UPDATE,
        1,
        update -> update.id().orElse(""),
        WriteTarget::byId,
        RequestSizeEstimate::max,
        updates -> updates.get(0),
        UpdateResponse::info);
  }

  private static UpdateRequest byId(UpdateRequest update) {
    if (update.id().isEmpty()) {
      throw new IllegalArgumentException(
          "update is " + update + ", expected one by id: one by filter may have to be repeated");
    }
    return update;
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

  private static String publicHost(Route route) {
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
    if (maxItems == 1) {
      return items.stream().mapToLong(item -> bodyBytes(List.of(item))).sum();
    }
    return bodyBytes(items);
  }

  private long bodyBytes(List<T> items) {
    return caller
        .bodyBytes(operation, request.apply(items))
        .orElseGet(
            () ->
                RequestSizeEstimate.maxOverhead(caller.namespace())
                    + items.stream().mapToLong(sizeLimit).sum());
  }

  @Override
  public boolean isRepeatable() {
    return operation.idempotent();
  }

  @Override
  public boolean isReading() {
    return false;
  }

  /** Returns an executor that is never used, since a write delivers nothing. */
  @Override
  public Executor receivesOn() {
    return Futures.IN_PLACE;
  }

  @Override
  public CompletableFuture<BatchResult<T>> call(List<T> items) {
    return Futures.map(
        caller.call(operation, request.apply(items)),
        response -> BatchResult.done(infoOf.apply(response)));
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return VisibilityConditions.await(caller, write, timeout);
  }
}
