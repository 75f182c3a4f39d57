package io.pinelink;

import io.pinelink.annotation.Preview;
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
import io.pinelink.internal.bulk.targets.ItemTargets;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.IndexProbe;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.NamespaceScan;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.search.HybridSearchCalls;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.DocumentOperations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The asynchronous variant of {@link DocumentIndex}: every call returns at once. Futures behave as
 * in {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncDocumentIndex extends AsyncItemIndex<Document, DocumentUpdate> {
  AsyncDocumentIndex(Caller caller) {
    super(caller);
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

  /** Publishes all documents that match a filter, as {@link DocumentIndex#fetchAll} reads them. */
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

  @Override
  ItemTargets<Document, DocumentUpdate> targets() {
    return ItemTargets.DOCUMENTS;
  }

  @Override
  PageSource<Document> scanned(ListIdsRequest request) {
    return new NamespaceScan<>(
        ids(request),
        ids -> Futures.map(fetch(FetchDocumentsRequest.byIds(ids)), FetchDocumentsResponse::byId),
        Document::id);
  }

  /** Checks whether the service answers calls, as {@link DocumentIndex#probe} does. */
  public CompletableFuture<Verdict> probe() {
    return IndexProbe.ofDocuments(caller).verdict();
  }

  /** Counts all documents, as {@link DocumentIndex#describeIndexStats()} does. */
  public CompletableFuture<IndexStats> describeIndexStats() {
    return new AsyncIndex(caller).describeIndexStats();
  }
}
