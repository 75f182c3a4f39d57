package io.pinelink;

import io.pinelink.internal.Futures;
import io.pinelink.internal.ingest.Target;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.ResponseInfo;
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
import io.pinelink.validation.Check;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How vectors or records are written to a namespace by an ingest.
 *
 * @param checker the item as it may be sent
 * @param mostBytes what an item takes at most, where no transport counts
 */
record IngestTarget<T, Q, R>(
    Caller caller,
    Operation<Q, R> operation,
    int maxItems,
    Function<T, String> idOf,
    UnaryOperator<T> checker,
    ToLongFunction<T> mostBytes,
    Function<List<T>, Q> request,
    Function<R, ResponseInfo> infoOf)
    implements Target<T> {
  /** What the service's guides promise to take; see {@link UpsertRecordsRequest}. */
  private static final int MAX_RECORDS = 96;

  /**
   * The target for a source of that type.
   *
   * @throws IllegalStateException if no transport carries the operation
   */
  // A source is of vectors or of records; its factories see to that.
  @SuppressWarnings("unchecked")
  static <T> Target<T> of(Class<T> type, Caller caller) {
    Target<?> target = type == Vector.class ? vectors(caller) : records(caller);
    return (Target<T>) target;
  }

  private static Target<Vector> vectors(Caller caller) {
    caller.require(DataOperations.UPSERT);
    return new IngestTarget<>(
        caller,
        DataOperations.UPSERT,
        Check.MAX_BATCH,
        Vector::id,
        vector -> UpsertRequest.of(vector).vectors().get(0),
        RequestSize::most,
        UpsertRequest::new,
        UpsertResponse::info);
  }

  private static Target<TextRecord> records(Caller caller) {
    caller.require(DataOperations.UPSERT_RECORDS);
    return new IngestTarget<>(
        caller,
        DataOperations.UPSERT_RECORDS,
        MAX_RECORDS,
        TextRecord::id,
        UnaryOperator.identity(),
        RequestSize::most,
        UpsertRecordsRequest::new,
        UpsertRecordsResponse::info);
  }

  @Override
  public String authority() {
    return caller.route().authority();
  }

  /** The default one has two names, and one limit. */
  @Override
  public String namespace() {
    return new ConsistencyToken(caller.namespace(), 0).namespace();
  }

  /** The index in its public form: a later run may take another route to it. */
  @Override
  public String description() {
    return operation + " into namespace '" + namespace() + "' of " + publicHost();
  }

  private String publicHost() {
    Route route = caller.route();
    return route.kind() == Route.Kind.PRIVATE
        ? IndexHost.parse(route.authority()).publicHost().authority()
        : route.authority();
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
    return caller
        .bodyBytes(operation, request.apply(items))
        .orElseGet(
            () ->
                RequestSize.mostAround(caller.namespace())
                    + items.stream().mapToLong(mostBytes).sum());
  }

  @Override
  public CompletableFuture<ResponseInfo> write(List<T> items) {
    return Futures.map(caller.call(operation, request.apply(items)), infoOf);
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return new AsyncIndex(caller).awaitVisible(write, timeout);
  }
}
