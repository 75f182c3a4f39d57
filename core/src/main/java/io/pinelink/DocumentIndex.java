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
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.IndexStats;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Verdict;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The data plane of one document index, which reads and writes documents in one namespace,
 * initially the default one. Get it from {@link Pinelink#documents} or {@link
 * Pinelink#documentsAt}.
 *
 * <p>Every call uses REST, on the route that the client's policy determines, as for an {@link
 * Index}. It requires the artifact {@code io.pinelink:pinelink-rest}.
 *
 * <p>Cheap, immutable and thread-safe; connections belong to the client. Calls block, end and fail
 * as in {@link Index}. Writes are asynchronous: a document that was just written may be missing
 * from reads, and {@link #awaitVisible} waits for it.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class DocumentIndex extends ItemIndex<Document, DocumentUpdate, AsyncDocumentIndex> {
  DocumentIndex(Caller caller, Executor callbacks) {
    super(new AsyncDocumentIndex(caller.inPlace()), callbacks);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncDocumentIndex async() {
    return new AsyncDocumentIndex(caller.completingOn(callbacks));
  }

  /**
   * Returns a view of another namespace of this index.
   *
   * @param namespace at most 512 ASCII characters without NUL; empty or {@code __default__} for the
   *     default one. It need not exist. The name of a namespace alias works for reads; writes
   *     through it are refused.
   */
  public DocumentIndex namespace(String namespace) {
    return new DocumentIndex(caller.inNamespace(Check.namespace(namespace)), callbacks);
  }

  /** Returns a view of this index with other call settings. */
  public DocumentIndex with(CallOptions options) {
    return new DocumentIndex(options.applyTo(caller), callbacks);
  }

  /**
   * Returns a view of this index that writes and reads records of a class.
   *
   * @throws IllegalArgumentException if the class cannot be mapped; see {@link DocumentMapper}
   */
  @Preview
  public <T extends Record> TypedDocumentIndex<T> as(Class<T> recordClass) {
    return as(DocumentMapper.of(recordClass));
  }

  <T extends Record> TypedDocumentIndex<T> as(DocumentMapper<T> mapper) {
    return new TypedDocumentIndex<>(this, async, mapper);
  }

  /** Upserts documents: short for {@link #upsert(UpsertDocumentsRequest)}. */
  public UpsertResponse upsert(List<Document> documents) {
    return Futures.await(async.upsert(documents));
  }

  /**
   * Upserts documents. A document replaces a stored document of the same id completely. If the
   * service refuses one document, none is written. Source: upsertDocuments, API version 2026-07.
   */
  public UpsertResponse upsert(UpsertDocumentsRequest request) {
    return Futures.await(async.upsert(request));
  }

  /** Upserts documents, as {@link #upsert(UpsertDocumentsRequest)} does. */
  public UpsertResponse upsert(Consumer<UpsertDocumentsRequest.Builder> request) {
    return Futures.await(async.upsert(request));
  }

  /**
   * Finds the documents with the best scores, best first. A namespace that does not exist has no
   * matches. Matches have all fields unless the request selects some.
   */
  public SearchDocumentsResponse search(SearchDocumentsRequest request) {
    return Futures.await(async.search(request));
  }

  /** Searches documents, as {@link #search(SearchDocumentsRequest)} does. */
  public SearchDocumentsResponse search(Consumer<SearchDocumentsRequest.Builder> request) {
    return Futures.await(async.search(request));
  }

  /**
   * Runs several searches side by side and fuses their rankings by reciprocal rank. Searches
   * without namespaces of their own are of the namespace of this view. The first failure cancels
   * the other searches and is thrown.
   *
   * <p>There is one call for each namespace of each search, and the service charges for each.
   */
  public HybridSearchResponse hybridSearch(HybridSearchRequest request) {
    return Futures.await(async.hybridSearch(request));
  }

  /**
   * Fetches documents by id, or a page of those that match a filter. Unknown ids are left out.
   * Documents have all fields unless the request selects some.
   */
  public FetchDocumentsResponse fetch(FetchDocumentsRequest request) {
    return Futures.await(async.fetch(request));
  }

  /** Fetches documents, as {@link #fetch(FetchDocumentsRequest)} does. */
  public FetchDocumentsResponse fetch(Consumer<FetchDocumentsRequest.Builder> request) {
    return Futures.await(async.fetch(request));
  }

  /**
   * Fetches all documents that match a filter page by page, as {@link #fetch} does, starting at the
   * request's page.
   *
   * @throws IllegalArgumentException if the request has {@code valuesInto}
   */
  public Paged<Document> fetchAll(FetchDocumentsRequest request) {
    return new Paged<>(async.fetched(request));
  }

  /** Fetches all documents, as {@link #fetchAll(FetchDocumentsRequest)} does. */
  public Paged<Document> fetchAll(Consumer<FetchDocumentsRequest.Builder> request) {
    return fetchAll(Check.configured(FetchDocumentsRequest.builder(), request).build());
  }

  /** Updates fields of documents. An unknown id is not an error and creates no document. */
  public UpdateResponse update(UpdateDocumentsRequest request) {
    return Futures.await(async.update(request));
  }

  /**
   * Checks whether the service answers calls to this index, as {@link Index#probe} does. It fetches
   * a document, so that it does not depend on whether the service offers statistics of document
   * indexes.
   *
   * @throws io.pinelink.error.PinelinkException as {@link Index#probe} throws it
   */
  public Verdict probe() {
    return Futures.await(async.probe());
  }

  /**
   * Counts the documents of all namespaces, as {@link Index#describeIndexStats()} does. The service
   * may not offer this for document indexes: see {@link #probe} for health checks.
   */
  public IndexStats describeIndexStats() {
    return Futures.await(async.describeIndexStats());
  }
}
