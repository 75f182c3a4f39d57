package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.Engine;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.paging.NamespaceScan;
import io.pinelink.internal.paging.NamespacesQuery;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.CreateNamespaceRequest;
import io.pinelink.model.DeleteNamespaceResponse;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ListNamespacesRequest;
import io.pinelink.model.ListNamespacesResponse;
import io.pinelink.model.NamespaceDescription;
import io.pinelink.model.QueryNamespacesRequest;
import io.pinelink.model.QueryNamespacesResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.records.UpsertRecordsResponse;
import io.pinelink.routing.Route;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.request.DeleteNamespaceRequest;
import io.pinelink.spi.request.DescribeNamespaceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link Index}, without waiting: each returns at once. A future fails with what
 * {@link Index} throws, except that a closed client or a missing transport is told at once, by an
 * {@link IllegalStateException}. It completes on the client's callback executor, and ends the
 * exchange on the wire when it is cancelled.
 *
 * <p>Requests, vectors and queries copied their arrays when they were made: those may be used again
 * before a future completes.
 *
 * <p>Immutable and thread-safe.
 */
public final class AsyncIndex {
  private final Caller caller;

  AsyncIndex(Caller caller) {
    this.caller = caller;
  }

  /** As {@link Index#route()}. */
  public Route route() {
    return caller.route();
  }

  /** As {@link Index#namespace(String)}. */
  public AsyncIndex namespace(String namespace) {
    return new AsyncIndex(caller.inNamespace(Check.namespace(namespace)));
  }

  /** As {@link Index#with(CallOptions)}. */
  public AsyncIndex with(CallOptions options) {
    return new AsyncIndex(options.applyTo(caller));
  }

  /** As {@link Index#imports()}. */
  public AsyncImports imports() {
    return new AsyncImports(caller.inNamespace(""));
  }

  /** As {@link Index#upsert(List)}. */
  public CompletableFuture<UpsertResponse> upsert(List<Vector> vectors) {
    return upsert(new UpsertRequest(vectors));
  }

  /** As {@link Index#upsert(UpsertRequest)}. */
  public CompletableFuture<UpsertResponse> upsert(UpsertRequest request) {
    return caller.call(DataOperations.UPSERT, request);
  }

  /**
   * As {@link Index#bulkUpsert}. An iterator or stream is read by the options' source executor. The
   * future completes with the report, or fails with an {@link io.pinelink.error.BulkException}.
   * Cancelling it ends the bulk operation at once; the listener still hears what became of
   * everything.
   *
   * @throws IllegalStateException if no transport carries what the source has
   */
  public <T> CompletableFuture<BulkReport> bulkUpsert(BulkSource<T> source, BulkOptions options) {
    return start(bulk().upsert(source, options, caller.completeOn()), options);
  }

  /**
   * As {@link Index#bulkDelete}. The future behaves as that of {@link #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport carries a delete
   */
  public CompletableFuture<BulkReport> bulkDelete(BulkSource<String> ids, BulkOptions options) {
    return start(bulk().delete(ids, options, caller.completeOn()), options);
  }

  /**
   * As {@link Index#bulkUpdate}. The future behaves as that of {@link #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport carries an update
   */
  public CompletableFuture<BulkReport> bulkUpdate(
      BulkSource<UpdateRequest> updates, BulkOptions options) {
    return start(bulk().update(updates, options, caller.completeOn()), options);
  }

  /**
   * As {@link Index#bulkFetch}. The future behaves as that of {@link #bulkUpsert}; where it ends
   * early, the consumer may still be at its last call.
   *
   * @throws IllegalStateException if no transport carries a fetch
   */
  public CompletableFuture<BulkReport> bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer consumer) {
    return start(bulk().fetch(ids, options, consumer, caller.completeOn()), options);
  }

  private static CompletableFuture<BulkReport> start(Engine<?> engine, BulkOptions options) {
    return engine.start(
        options.sourceExecutor().orElse(new DaemonThreadExecutor("pinelink-bulk-source")));
  }

  BulkOperations bulk() {
    return new BulkOperations(caller);
  }

  /** As {@link Index#query(QueryRequest)}. */
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    ConsistencyToken write = Objects.requireNonNull(request, "request").after().orElse(null);
    if (write == null) {
      return caller.call(DataOperations.QUERY, request);
    }
    if (!write.equals(new ConsistencyToken(caller.namespace(), write.lsn()))) {
      throw new IllegalArgumentException(
          "query of namespace '"
              + caller.namespace()
              + "' is to see a write of namespace '"
              + write.namespace()
              + "'");
    }
    return Waiter.until(caller, caller.timeout(), VisibilityConditions.query(request, write));
  }

  /** As {@link Index#awaitVisible}. */
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return VisibilityConditions.await(caller, write, timeout);
  }

  /** As {@link Index#update(UpdateRequest)}. */
  public CompletableFuture<UpdateResponse> update(UpdateRequest request) {
    return caller.call(DataOperations.UPDATE, request);
  }

  /** As {@link Index#delete(DeleteRequest)}. */
  public CompletableFuture<DeleteResponse> delete(DeleteRequest request) {
    return caller.call(DataOperations.DELETE, request);
  }

  /** As {@link Index#fetch(FetchRequest)}. */
  public CompletableFuture<FetchResponse> fetch(FetchRequest request) {
    return caller.call(DataOperations.FETCH, request);
  }

  /** As {@link Index#listIds(ListIdsRequest)}. */
  public CompletableFuture<ListIdsResponse> listIds(ListIdsRequest request) {
    return caller.call(DataOperations.LIST_IDS, request);
  }

  /**
   * As {@link Index#listAllIds}; a subscriber gets what it asks for, pages are asked for as needed.
   */
  public Flow.Publisher<String> listAllIds(ListIdsRequest request) {
    return ids(request).publisher();
  }

  PageSource<String> ids(ListIdsRequest request) {
    return token ->
        listIds(token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link Index#scan}; a subscriber gets what it asks for, pages are asked for as needed. */
  public Flow.Publisher<Vector> scan(ListIdsRequest request) {
    return scanned(request).publisher();
  }

  PageSource<Vector> scanned(ListIdsRequest request) {
    return new NamespaceScan(caller, ids(request));
  }

  /** As {@link Index#queryNamespaces}. */
  public CompletableFuture<QueryNamespacesResponse> queryNamespaces(
      QueryNamespacesRequest request) {
    return new NamespacesQuery(caller, request).start();
  }

  /** As {@link Index#describeIndexStats()}. */
  public CompletableFuture<IndexStats> describeIndexStats() {
    return describeIndexStats(StatsRequest.all());
  }

  /** As {@link Index#describeIndexStats(StatsRequest)}. */
  public CompletableFuture<IndexStats> describeIndexStats(StatsRequest request) {
    return caller.inNamespace("").call(DataOperations.DESCRIBE_INDEX_STATS, request);
  }

  /** As {@link Index#fetchByMetadata(FetchByMetadataRequest)}. */
  public CompletableFuture<FetchByMetadataResponse> fetchByMetadata(
      FetchByMetadataRequest request) {
    return caller.call(DataOperations.FETCH_BY_METADATA, request);
  }

  /** As {@link Index#fetchAllByMetadata}; pages are asked for as a subscriber needs them. */
  public Flow.Publisher<Vector> fetchAllByMetadata(FetchByMetadataRequest request) {
    return vectors(request).publisher();
  }

  PageSource<Vector> vectors(FetchByMetadataRequest request) {
    return token ->
        fetchByMetadata(
            token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link Index#createNamespace(CreateNamespaceRequest)}. */
  public CompletableFuture<NamespaceDescription> createNamespace(CreateNamespaceRequest request) {
    Objects.requireNonNull(request, "request");
    return caller.inNamespace(request.name()).call(DataOperations.CREATE_NAMESPACE, request);
  }

  /** As {@link Index#describeNamespace(String)}. */
  public CompletableFuture<NamespaceDescription> describeNamespace(String name) {
    DescribeNamespaceRequest request = new DescribeNamespaceRequest(name);
    return caller.inNamespace(name).call(DataOperations.DESCRIBE_NAMESPACE, request);
  }

  /** As {@link Index#listNamespaces(ListNamespacesRequest)}. */
  public CompletableFuture<ListNamespacesResponse> listNamespaces(ListNamespacesRequest request) {
    return caller.inNamespace("").call(DataOperations.LIST_NAMESPACES, request);
  }

  /** As {@link Index#listAllNamespaces}; pages are asked for as a subscriber needs them. */
  public Flow.Publisher<NamespaceDescription> listAllNamespaces(ListNamespacesRequest request) {
    return namespaces(request).publisher();
  }

  PageSource<NamespaceDescription> namespaces(ListNamespacesRequest request) {
    return token ->
        listNamespaces(
            token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link Index#deleteNamespace(String)}. */
  public CompletableFuture<DeleteNamespaceResponse> deleteNamespace(String name) {
    DeleteNamespaceRequest request = new DeleteNamespaceRequest(name);
    return caller.inNamespace(name).call(DataOperations.DELETE_NAMESPACE, request);
  }

  /** As {@link Index#upsertRecords(List)}. */
  public CompletableFuture<UpsertRecordsResponse> upsertRecords(List<TextRecord> records) {
    return upsertRecords(new UpsertRecordsRequest(records));
  }

  /** As {@link Index#upsertRecords(UpsertRecordsRequest)}. */
  public CompletableFuture<UpsertRecordsResponse> upsertRecords(UpsertRecordsRequest request) {
    return caller.call(DataOperations.UPSERT_RECORDS, request);
  }

  /** As {@link Index#searchRecords(SearchRecordsRequest)}. */
  public CompletableFuture<SearchRecordsResponse> searchRecords(SearchRecordsRequest request) {
    return caller.call(DataOperations.SEARCH_RECORDS, request);
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncIndex[" + route() + "]";
  }
}
