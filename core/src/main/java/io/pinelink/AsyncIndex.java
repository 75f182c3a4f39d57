package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.IndexProbe;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.NamespaceScan;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.search.NamespacesQuery;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.QueryNamespacesRequest;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link Index}: every call returns at once. A future fails with the
 * exceptions that {@link Index} throws, but a closed client or a missing transport is reported by
 * an {@link IllegalStateException} from the call itself. Futures complete on the client's callback
 * executor. Cancelling a future ends the exchange on the wire.
 *
 * <p>Requests, vectors and queries copy their arrays when they are created, so the arrays may be
 * reused before a future completes.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncIndex {
  private final Caller caller;

  AsyncIndex(Caller caller) {
    this.caller = caller;
  }

  /** Returns the name of the index, as {@link Index#name()} does. */
  public Optional<String> name() {
    return caller.indexName();
  }

  /** Returns the namespace of this view, as {@link Index#namespace()} does. */
  public String namespace() {
    return caller.namespace();
  }

  /** Returns the route of the next call, as {@link Index#route()} does. */
  public Route route() {
    return caller.route();
  }

  /** Returns a view of another namespace, as {@link Index#namespace(String)} does. */
  public AsyncIndex namespace(String namespace) {
    return new AsyncIndex(caller.inNamespace(Check.namespace(namespace)));
  }

  /** Returns a view with other call settings, as {@link Index#with(CallOptions)} does. */
  public AsyncIndex with(CallOptions options) {
    return new AsyncIndex(options.applyTo(caller));
  }

  /** Returns the namespaces of the index, as {@link Index#namespaces()} does. */
  public AsyncNamespaces<Vector> namespaces() {
    return new AsyncNamespaces<>(caller, AsyncIndex::load);
  }

  static CompletableFuture<BulkReport> load(
      Caller caller, BulkSource<Vector> source, BulkOptions options) {
    return new AsyncIndex(caller).bulkUpsert(source, options);
  }

  /** Returns the bulk imports of the index, as {@link Index#imports()} does. */
  public AsyncImports imports() {
    return new AsyncImports(caller.inNamespace(""));
  }

  /** Upserts vectors, as {@link Index#upsert(List)} does. */
  public CompletableFuture<UpsertResponse> upsert(List<Vector> vectors) {
    return upsert(UpsertRequest.of(vectors));
  }

  /** Upserts vectors, as {@link Index#upsert(UpsertRequest)} does. */
  public CompletableFuture<UpsertResponse> upsert(UpsertRequest request) {
    return caller.call(DataOperations.UPSERT, request);
  }

  /** Upserts vectors, as {@link Index#upsert(Consumer)} does. */
  public CompletableFuture<UpsertResponse> upsert(Consumer<UpsertRequest.Builder> request) {
    return upsert(Check.configured(UpsertRequest.builder(), request).build());
  }

  /**
   * Upserts many vectors, as {@link Index#bulkUpsert} does. An iterator or stream is read by the
   * options' source executor. The future completes with the report, or fails with an {@link
   * io.pinelink.error.BulkException}. Cancelling it ends the bulk operation at once; the listener
   * still receives the final report.
   *
   * @throws IllegalStateException if no transport supports an upsert
   */
  public CompletableFuture<BulkReport> bulkUpsert(BulkSource<Vector> vectors, BulkOptions options) {
    Objects.requireNonNull(vectors, "vectors is null");
    return bulk().upsert(vectors, options).start();
  }

  /**
   * Deletes many vectors by id, as {@link Index#bulkDelete} does. The future behaves as with {@link
   * #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports a delete
   */
  public CompletableFuture<BulkReport> bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().delete(ids, options).start();
  }

  /**
   * Updates many vectors by id, as {@link Index#bulkUpdate} does. The future behaves as with {@link
   * #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports an update
   */
  public CompletableFuture<BulkReport> bulkUpdate(
      BulkSource<UpdateRequest> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().update(updates, options).start();
  }

  /**
   * Fetches many vectors by id, as {@link Index#bulkFetch} does. The future behaves as with {@link
   * #bulkUpsert}. If the fetch ends early, the last call of the consumer may still be running.
   *
   * @throws IllegalStateException if no transport supports a fetch
   */
  public CompletableFuture<BulkReport> bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Vector> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetch(ids, options, consumer).start();
  }

  /** Opens a writer of a stream of changes, as {@link Index#bulkWriter} does. */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(options, "options is null");
    return bulk().writer(options, listener, caller.completeOn());
  }

  /** Opens a writer whose changes have futures, as {@link Index#bulkWriter(BulkOptions)} does. */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  private BulkOperations bulk() {
    return new BulkOperations(caller, caller.completeOn());
  }

  /** Finds the nearest vectors, as {@link Index#query(QueryRequest)} does. */
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    ConsistencyToken write =
        Objects.requireNonNull(request, "request is null").after().orElse(null);
    if (write == null) {
      return caller.call(DataOperations.QUERY, request);
    }
    if (!write.equals(new ConsistencyToken(caller.namespace(), write.lsn()))) {
      throw new IllegalArgumentException(
          "query in namespace '"
              + caller.namespace()
              + "' cannot wait for a write to namespace '"
              + write.namespace()
              + "'");
    }
    return Waiter.until(caller, caller.timeout(), VisibilityConditions.query(request, write));
  }

  /** Finds the nearest vectors, as {@link Index#query(Consumer)} does. */
  public CompletableFuture<QueryResponse> query(Consumer<QueryRequest.Builder> request) {
    return query(Check.configured(QueryRequest.builder(), request).build());
  }

  /** Waits until a write is visible to reads, as {@link Index#awaitVisible} does. */
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return VisibilityConditions.await(caller, write, timeout);
  }

  /** Updates vectors, as {@link Index#update(UpdateRequest)} does. */
  public CompletableFuture<UpdateResponse> update(UpdateRequest request) {
    return caller.call(DataOperations.UPDATE, request);
  }

  /** Updates one vector, as {@link Index#update(String, Consumer)} does. */
  public CompletableFuture<UpdateResponse> update(
      String id, Consumer<UpdateRequest.Builder> request) {
    return update(Check.configured(UpdateRequest.builder(id), request).build());
  }

  /** Deletes vectors, as {@link Index#delete(DeleteRequest)} does. */
  public CompletableFuture<DeleteResponse> delete(DeleteRequest request) {
    return caller.call(DataOperations.DELETE, request);
  }

  /** Deletes vectors, as {@link Index#delete(Consumer)} does. */
  public CompletableFuture<DeleteResponse> delete(Consumer<DeleteRequest.Builder> request) {
    return delete(Check.configured(DeleteRequest.builder(), request).build());
  }

  /** Fetches vectors by id, as {@link Index#fetch(FetchRequest)} does. */
  public CompletableFuture<FetchResponse> fetch(FetchRequest request) {
    return caller.call(DataOperations.FETCH, request);
  }

  /** Fetches vectors by id, as {@link Index#fetch(Consumer)} does. */
  public CompletableFuture<FetchResponse> fetch(Consumer<FetchRequest.Builder> request) {
    return fetch(Check.configured(FetchRequest.builder(), request).build());
  }

  /** Lists a page of ids, as {@link Index#listIds(ListIdsRequest)} does. */
  public CompletableFuture<ListIdsResponse> listIds(ListIdsRequest request) {
    return caller.call(DataOperations.LIST_IDS, request);
  }

  /** Lists a page of ids, as {@link Index#listIds()} does. */
  public CompletableFuture<ListIdsResponse> listIds() {
    return listIds(ListIdsRequest.all());
  }

  /** Lists a page of ids, as {@link Index#listIds(Consumer)} does. */
  public CompletableFuture<ListIdsResponse> listIds(Consumer<ListIdsRequest.Builder> request) {
    return listIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /**
   * Publishes all ids, as {@link Index#listAllIds} lists them. Pages are requested on subscriber
   * demand.
   */
  public Flow.Publisher<String> listAllIds(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return ids(request).publisher();
  }

  /** Publishes all ids, as {@link Index#listAllIds()} does. */
  public Flow.Publisher<String> listAllIds() {
    return listAllIds(ListIdsRequest.all());
  }

  /** Publishes all ids, as {@link Index#listAllIds(Consumer)} does. */
  public Flow.Publisher<String> listAllIds(Consumer<ListIdsRequest.Builder> request) {
    return listAllIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  PageSource<String> ids(ListIdsRequest request) {
    return PageSource.sorted(request, this::listIds, Function.identity());
  }

  /**
   * Publishes all vectors, as {@link Index#scan} reads them. Pages are requested on subscriber
   * demand.
   */
  public Flow.Publisher<Vector> scan(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return scanned(request).publisher();
  }

  /** Reads the whole namespace, as {@link Index#scan()} does. */
  public Flow.Publisher<Vector> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link Index#scan(Consumer)} does. */
  public Flow.Publisher<Vector> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }

  PageSource<Vector> scanned(ListIdsRequest request) {
    return new NamespaceScan<>(
        ids(request),
        ids -> Futures.map(fetch(FetchRequest.byIds(ids)), FetchResponse::vectors),
        Vector::id);
  }

  /** Queries several namespaces, as {@link Index#queryNamespaces} does. */
  public CompletableFuture<QueryNamespacesResponse> queryNamespaces(
      QueryNamespacesRequest request) {
    return new NamespacesQuery(caller, request).start();
  }

  /** Works as {@link Index#queryNamespaces(Collection, QueryRequest, Consumer)} does. */
  public CompletableFuture<QueryNamespacesResponse> queryNamespaces(
      Collection<String> namespaces,
      QueryRequest query,
      Consumer<QueryNamespacesRequest.Builder> request) {
    return queryNamespaces(
        Check.configured(QueryNamespacesRequest.builder(namespaces, query), request).build());
  }

  /** Counts all vectors, as {@link Index#describeIndexStats()} does. */
  public CompletableFuture<IndexStats> describeIndexStats() {
    return describeIndexStats(StatsRequest.all());
  }

  /** Counts vectors, as {@link Index#describeIndexStats(StatsRequest)} does. */
  public CompletableFuture<IndexStats> describeIndexStats(StatsRequest request) {
    return caller.inNamespace("").call(DataOperations.DESCRIBE_INDEX_STATS, request);
  }

  /** Counts vectors, as {@link Index#describeIndexStats(Consumer)} does. */
  public CompletableFuture<IndexStats> describeIndexStats(Consumer<StatsRequest.Builder> request) {
    return describeIndexStats(Check.configured(StatsRequest.builder(), request).build());
  }

  /** Checks whether the service answers calls to this index, as {@link Index#probe} does. */
  public CompletableFuture<Verdict> probe() {
    return IndexProbe.ofVectors(caller).verdict();
  }

  /** Works as {@link Index#fetchByMetadata(FetchByMetadataRequest)} does. */
  public CompletableFuture<FetchByMetadataResponse> fetchByMetadata(
      FetchByMetadataRequest request) {
    return caller.call(DataOperations.FETCH_BY_METADATA, request);
  }

  /** Fetches a page of vectors, as {@link Index#fetchByMetadata(Filter, Consumer)} does. */
  public CompletableFuture<FetchByMetadataResponse> fetchByMetadata(
      Filter filter, Consumer<FetchByMetadataRequest.Builder> request) {
    return fetchByMetadata(
        Check.configured(FetchByMetadataRequest.builder(filter), request).build());
  }

  /**
   * Publishes all vectors that match a filter, as {@link Index#fetchAllByMetadata} reads them.
   * Pages are requested on subscriber demand.
   */
  public Flow.Publisher<Vector> fetchAllByMetadata(FetchByMetadataRequest request) {
    return vectors(request).publisher();
  }

  /** Works as {@link Index#fetchAllByMetadata(Filter, Consumer)} does. */
  public Flow.Publisher<Vector> fetchAllByMetadata(
      Filter filter, Consumer<FetchByMetadataRequest.Builder> request) {
    return fetchAllByMetadata(
        Check.configured(FetchByMetadataRequest.builder(filter), request).build());
  }

  PageSource<Vector> vectors(FetchByMetadataRequest request) {
    Check.noBuffer("fetchAllByMetadata", request.valuesInto());
    return PageSource.of(request, this::fetchByMetadata);
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "AsyncIndex[" + route() + "]";
  }
}
