package io.pinelink;

import io.pinelink.annotation.Preview;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.IndexProbe;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.NamespaceScan;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.search.HybridSearchCalls;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.VisibilityConditions;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.DocumentOperations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link DocumentIndex}: every call returns at once. Futures behave as
 * in {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncDocumentIndex {
  private final Caller caller;

  AsyncDocumentIndex(Caller caller) {
    this.caller = caller;
  }

  /** Returns the name of the index, as {@link DocumentIndex#name()} does. */
  public Optional<String> name() {
    return caller.indexName();
  }

  /** Returns the namespace of this view, as {@link DocumentIndex#namespace()} does. */
  public String namespace() {
    return caller.namespace();
  }

  /** Returns the route of the next call, as {@link DocumentIndex#route()} does. */
  public Route route() {
    return caller.route();
  }

  /** Returns a view of another namespace, as {@link DocumentIndex#namespace(String)} does. */
  public AsyncDocumentIndex namespace(String namespace) {
    return new AsyncDocumentIndex(caller.inNamespace(Check.namespace(namespace)));
  }

  /** Returns a view with other call settings, as {@link DocumentIndex#with(CallOptions)} does. */
  public AsyncDocumentIndex with(CallOptions options) {
    return new AsyncDocumentIndex(options.applyTo(caller));
  }

  /** Returns a view that writes and reads records, as {@link DocumentIndex#as(Class)} does. */
  @Preview
  public <T extends Record> AsyncTypedDocumentIndex<T> as(Class<T> recordClass) {
    return new AsyncTypedDocumentIndex<>(this, DocumentMapper.of(recordClass));
  }

  /** Returns the namespaces of the index, as {@link DocumentIndex#namespaces()} does. */
  public AsyncNamespaces<Document> namespaces() {
    return new AsyncNamespaces<>(caller, AsyncDocumentIndex::load);
  }

  static CompletableFuture<BulkReport> load(
      Caller caller, BulkSource<Document> source, BulkOptions options) {
    return new AsyncDocumentIndex(caller).bulkUpsert(source, options);
  }

  /** Returns the bulk imports of the index, as {@link DocumentIndex#imports()} does. */
  public AsyncImports imports() {
    return new AsyncImports(caller.inNamespace(""));
  }

  /** Upserts documents, as {@link DocumentIndex#upsert(List)} does. */
  public CompletableFuture<UpsertResponse> upsert(List<Document> documents) {
    return upsert(UpsertDocumentsRequest.of(documents));
  }

  /** Upserts documents, as {@link DocumentIndex#upsert(UpsertDocumentsRequest)} does. */
  public CompletableFuture<UpsertResponse> upsert(UpsertDocumentsRequest request) {
    return caller.call(DocumentOperations.UPSERT_DOCUMENTS, request);
  }

  /** Upserts documents, as {@link DocumentIndex#upsert(Consumer)} does. */
  public CompletableFuture<UpsertResponse> upsert(
      Consumer<UpsertDocumentsRequest.Builder> request) {
    return upsert(Check.configured(UpsertDocumentsRequest.builder(), request).build());
  }

  /**
   * Upserts many documents, as {@link DocumentIndex#bulkUpsert} does. The future behaves as with
   * {@link AsyncIndex#bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports documents
   */
  public CompletableFuture<BulkReport> bulkUpsert(
      BulkSource<Document> documents, BulkOptions options) {
    Objects.requireNonNull(documents, "documents is null");
    return bulk().upsertDocuments(documents, options).start();
  }

  /**
   * Updates many documents, as {@link DocumentIndex#bulkUpdate} does. The future behaves as with
   * {@link AsyncIndex#bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports documents
   */
  public CompletableFuture<BulkReport> bulkUpdate(
      BulkSource<DocumentUpdate> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().updateDocuments(updates, options).start();
  }

  /**
   * Deletes many documents by id, as {@link DocumentIndex#bulkDelete} does. The future behaves as
   * with {@link AsyncIndex#bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports documents
   */
  public CompletableFuture<BulkReport> bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().deleteDocuments(ids, options).start();
  }

  /**
   * Fetches many documents by id, as {@link DocumentIndex#bulkFetch} does. The future behaves as
   * with {@link AsyncIndex#bulkFetch}.
   *
   * @throws IllegalStateException if no transport supports documents
   */
  public CompletableFuture<BulkReport> bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Document> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetchDocuments(ids, options, consumer).start();
  }

  /** Opens a writer of a stream of changes, as {@link DocumentIndex#bulkWriter} does. */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(options, "options is null");
    return bulk().documentWriter(options, listener, caller.completeOn());
  }

  /**
   * Opens a writer whose changes have futures, as {@link DocumentIndex#bulkWriter(BulkOptions)}
   * does.
   */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  private BulkOperations bulk() {
    return new BulkOperations(caller, caller.completeOn());
  }

  /** Searches documents, as {@link DocumentIndex#search(SearchDocumentsRequest)} does. */
  public CompletableFuture<SearchDocumentsResponse> search(SearchDocumentsRequest request) {
    return caller.call(DocumentOperations.SEARCH_DOCUMENTS, request);
  }

  /** Searches documents, as {@link DocumentIndex#search(Consumer)} does. */
  public CompletableFuture<SearchDocumentsResponse> search(
      Consumer<SearchDocumentsRequest.Builder> request) {
    return search(Check.configured(SearchDocumentsRequest.builder(), request).build());
  }

  /** Fuses the rankings of several searches, as {@link DocumentIndex#hybridSearch} does. */
  public CompletableFuture<HybridSearchResponse> hybridSearch(HybridSearchRequest request) {
    return new HybridSearchCalls(caller, request).start();
  }

  /** Fetches documents, as {@link DocumentIndex#fetch(FetchDocumentsRequest)} does. */
  public CompletableFuture<FetchDocumentsResponse> fetch(FetchDocumentsRequest request) {
    return caller.call(DocumentOperations.FETCH_DOCUMENTS, request);
  }

  /** Fetches documents, as {@link DocumentIndex#fetch(Consumer)} does. */
  public CompletableFuture<FetchDocumentsResponse> fetch(
      Consumer<FetchDocumentsRequest.Builder> request) {
    return fetch(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  /**
   * Publishes all documents that match a filter, as {@link DocumentIndex#fetchAll} reads them.
   * Pages are requested on subscriber demand.
   */
  public Flow.Publisher<Document> fetchAll(FetchDocumentsRequest request) {
    return fetched(request).publisher();
  }

  /** Fetches all documents, as {@link DocumentIndex#fetchAll(Consumer)} does. */
  public Flow.Publisher<Document> fetchAll(Consumer<FetchDocumentsRequest.Builder> request) {
    return fetchAll(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  PageSource<Document> fetched(FetchDocumentsRequest request) {
    Check.noBuffer("fetchAll", request.valuesInto());
    return PageSource.of(request, this::fetch);
  }

  /** Updates documents, as {@link DocumentIndex#update(UpdateDocumentsRequest)} does. */
  public CompletableFuture<UpdateResponse> update(UpdateDocumentsRequest request) {
    return caller.call(DocumentOperations.UPDATE_DOCUMENTS, request);
  }

  /** Deletes documents, as {@link DocumentIndex#delete(DeleteRequest)} does. */
  public CompletableFuture<DeleteResponse> delete(DeleteRequest request) {
    return caller.call(DocumentOperations.DELETE_DOCUMENTS, request);
  }

  /** Deletes documents, as {@link DocumentIndex#delete(Consumer)} does. */
  public CompletableFuture<DeleteResponse> delete(Consumer<DeleteRequest.Builder> request) {
    return delete(Check.configured(DeleteRequest.builder(), request).build());
  }

  /** Lists a page of ids, as {@link DocumentIndex#listIds(ListIdsRequest)} does. */
  public CompletableFuture<ListIdsResponse> listIds(ListIdsRequest request) {
    return caller.call(DocumentOperations.LIST_DOCUMENTS, request);
  }

  /** Lists a page of ids, as {@link DocumentIndex#listIds()} does. */
  public CompletableFuture<ListIdsResponse> listIds() {
    return listIds(ListIdsRequest.all());
  }

  /** Lists a page of ids, as {@link DocumentIndex#listIds(Consumer)} does. */
  public CompletableFuture<ListIdsResponse> listIds(Consumer<ListIdsRequest.Builder> request) {
    return listIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /**
   * Publishes all ids, as {@link DocumentIndex#listAllIds} lists them. Pages are requested on
   * subscriber demand.
   */
  public Flow.Publisher<String> listAllIds(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return ids(request).publisher();
  }

  /** Publishes all ids, as {@link DocumentIndex#listAllIds()} does. */
  public Flow.Publisher<String> listAllIds() {
    return listAllIds(ListIdsRequest.all());
  }

  /** Publishes all ids, as {@link DocumentIndex#listAllIds(Consumer)} does. */
  public Flow.Publisher<String> listAllIds(Consumer<ListIdsRequest.Builder> request) {
    return listAllIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  PageSource<String> ids(ListIdsRequest request) {
    return PageSource.sorted(request, this::listIds, Function.identity());
  }

  /**
   * Publishes all documents, as {@link DocumentIndex#scan} reads them. Pages are requested on
   * subscriber demand.
   */
  public Flow.Publisher<Document> scan(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return scanned(request).publisher();
  }

  /** Reads the whole namespace, as {@link DocumentIndex#scan()} does. */
  public Flow.Publisher<Document> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link DocumentIndex#scan(Consumer)} does. */
  public Flow.Publisher<Document> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }

  PageSource<Document> scanned(ListIdsRequest request) {
    return new NamespaceScan<>(
        ids(request),
        ids -> Futures.map(fetch(FetchDocumentsRequest.byIds(ids)), FetchDocumentsResponse::byId),
        Document::id);
  }

  /** Waits until a write is visible to reads, as {@link DocumentIndex#awaitVisible} does. */
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return VisibilityConditions.awaitDocuments(caller, write, timeout);
  }

  /** Checks whether the service answers calls, as {@link DocumentIndex#probe} does. */
  public CompletableFuture<Verdict> probe() {
    return IndexProbe.ofDocuments(caller).verdict();
  }

  /** Counts all documents, as {@link DocumentIndex#describeIndexStats()} does. */
  public CompletableFuture<IndexStats> describeIndexStats() {
    return new AsyncIndex(caller).describeIndexStats();
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "AsyncDocumentIndex[" + route() + "]";
  }
}
