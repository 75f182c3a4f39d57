package io.pinelink;

import io.pinelink.internal.bulk.targets.ItemTargets;
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
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
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
import io.pinelink.routing.Verdict;
import io.pinelink.spi.DataOperations;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The asynchronous variant of {@link Index}: every call returns at once. A future fails with the
 * exceptions that {@link Index} throws, but a closed client or a missing transport is reported by
 * an {@link IllegalStateException} from the call itself. Futures complete on the client's callback
 * executor. Cancelling a future ends the exchange on the wire. Publishers request a page when their
 * subscriber demands it.
 *
 * <p>Requests, vectors and queries copy their arrays when they are created, so the arrays may be
 * reused before a future completes.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncIndex extends AsyncItemIndex<Vector, UpdateRequest> {
  AsyncIndex(Caller caller) {
    super(caller);
  }

  /** Returns a view of another namespace, as {@link Index#namespace(String)} does. */
  public AsyncIndex namespace(String namespace) {
    return new AsyncIndex(caller.inNamespace(Check.namespace(namespace)));
  }

  /** Returns a view with other call settings, as {@link Index#with(CallOptions)} does. */
  public AsyncIndex with(CallOptions options) {
    return new AsyncIndex(options.applyTo(caller));
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

  /** Finds the nearest vectors, as {@link Index#query(QueryRequest)} does. */
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    ConsistencyToken write =
        Objects.requireNonNull(request, "request is null").after().orElse(null);
    if (write == null) {
      return caller.call(DataOperations.QUERY, request);
    }
    if (!write.equals(new ConsistencyToken(caller.namespace(), write.lsn()))) {
      throw new IllegalArgumentException(
          "query in namespace '%s' cannot wait for a write to namespace '%s'"
              .formatted(caller.namespace(), write.namespace()));
    }
    return Waiter.until(caller, caller.timeout(), VisibilityConditions.query(request, write));
  }

  /** Finds the nearest vectors, as {@link Index#query(Consumer)} does. */
  public CompletableFuture<QueryResponse> query(Consumer<QueryRequest.Builder> request) {
    return query(Check.configured(QueryRequest.builder(), request).build());
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

  /** Fetches vectors by id, as {@link Index#fetch(FetchRequest)} does. */
  public CompletableFuture<FetchResponse> fetch(FetchRequest request) {
    return caller.call(DataOperations.FETCH, request);
  }

  /** Fetches vectors by id, as {@link Index#fetch(Consumer)} does. */
  public CompletableFuture<FetchResponse> fetch(Consumer<FetchRequest.Builder> request) {
    return fetch(Check.configured(FetchRequest.builder(), request).build());
  }

  @Override
  ItemTargets<Vector, UpdateRequest> targets() {
    return ItemTargets.VECTORS;
  }

  @Override
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

  /** Publishes all vectors that match a filter, as {@link Index#fetchAllByMetadata} reads them. */
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
}
