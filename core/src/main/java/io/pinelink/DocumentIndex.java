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
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.SingleThreadExecutors;
import io.pinelink.internal.validation.Check;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
public class DocumentIndex {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncDocumentIndex async;

  DocumentIndex(Caller caller, Executor callbacks) {
    // These futures are only waited for, so they may complete on the network thread.
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.async = new AsyncDocumentIndex(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncDocumentIndex async() {
    return new AsyncDocumentIndex(caller.completingOn(callbacks));
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

  /** Returns the namespaces of the index and their aliases. */
  public Namespaces<Document> namespaces() {
    return new Namespaces<>(caller, callbacks, AsyncDocumentIndex::load);
  }

  /** Returns the bulk imports of the index, in all its namespaces. */
  public Imports imports() {
    return new Imports(caller.inNamespace(""), callbacks);
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
   * Returns whether documents certainly fit into one {@link #upsert(List) upsert}, as {@link
   * Index#fitsOneUpsert} does for vectors.
   */
  public boolean fitsOneUpsert(List<Document> documents) {
    Objects.requireNonNull(documents, "documents is null");
    return bulk().documentsFitOneCall(documents);
  }

  /**
   * Upserts many documents as fast as the service accepts them, in batches of at most 2 MB and
   * 1,000 documents. Otherwise it works as {@link Index#bulkUpsert} does. A document of more than 2
   * MB counts as rejected and is not sent.
   */
  public BulkReport bulkUpsert(BulkSource<Document> documents, BulkOptions options) {
    Objects.requireNonNull(documents, "documents is null");
    return bulk().upsertDocuments(documents, options).run();
  }

  /**
   * Updates many documents by id, at most 1,000 per call. Otherwise it works as {@link #bulkUpsert}
   * does. An unknown id counts as accepted, since the service does not report it. Of two updates of
   * the same id in different batches, either may be applied last.
   */
  public BulkReport bulkUpdate(BulkSource<DocumentUpdate> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().updateDocuments(updates, options).run();
  }

  /**
   * Deletes documents by id, any number of them, at most 1,000 per call. Otherwise it works as
   * {@link #bulkUpsert} does. An unknown id counts as accepted, since the service does not report
   * it.
   */
  public BulkReport bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().deleteDocuments(ids, options).run();
  }

  /**
   * Opens a writer of a stream of changes: upserts, updates and deletes of documents, in order for
   * each id. Otherwise it works as {@link Index#bulkWriter} does.
   *
   * @throws IllegalArgumentException if the options have a checkpoint, a timeout or an {@code
   *     awaitVisible}
   */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(options, "options is null");
    return bulk().documentWriter(options, listener, callbacks);
  }

  /**
   * Opens a writer as {@link #bulkWriter(BulkOptions, BulkWriterListener)} does, for changes whose
   * outcomes are futures, which {@link BulkWriter#send} returns.
   */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  /**
   * Fetches documents by id, any number of them, with all fields, at most 1,000 per call. If a
   * response is too large, its ids are fetched in halves. The consumer receives each document, and
   * each id that does not exist. Otherwise it works as {@link Index#bulkFetch} does.
   *
   * @throws IllegalArgumentException also if the options have an {@code awaitVisible}
   */
  public BulkReport bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Document> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetchDocuments(ids, options, consumer).run();
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

  /** Deletes documents. Unknown ids are not an error. */
  public DeleteResponse delete(DeleteRequest request) {
    return Futures.await(async.delete(request));
  }

  /** Deletes documents, as {@link #delete(DeleteRequest)} does. */
  public DeleteResponse delete(Consumer<DeleteRequest.Builder> request) {
    return Futures.await(async.delete(request));
  }

  /** Lists a page of ids, in byte order. */
  public ListIdsResponse listIds(ListIdsRequest request) {
    return Futures.await(async.listIds(request));
  }

  /** Lists a page of ids, as {@code listIds(ListIdsRequest.all())} does. */
  public ListIdsResponse listIds() {
    return listIds(ListIdsRequest.all());
  }

  /** Lists a page of ids, as {@link #listIds(ListIdsRequest)} does. */
  public ListIdsResponse listIds(Consumer<ListIdsRequest.Builder> request) {
    return listIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /** Lists all ids page by page, starting at the request's page. */
  public Paged<String> listAllIds(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.ids(request));
  }

  /** Lists all ids, as {@code listAllIds(ListIdsRequest.all())} does. */
  public Paged<String> listAllIds() {
    return listAllIds(ListIdsRequest.all());
  }

  /** Lists all ids, as {@link #listAllIds(ListIdsRequest)} does. */
  public Paged<String> listAllIds(Consumer<ListIdsRequest.Builder> request) {
    return listAllIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /**
   * Reads the whole namespace, or all documents whose ids have a prefix, in the order of ids: lists
   * a page of ids, fetches their documents, and continues with the next page. One page is kept in
   * memory, at most 100 documents or the request's limit; set a lower limit if documents are large.
   * Documents that are written or deleted during the scan may be included or not.
   */
  public Paged<Document> scan(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.scanned(request));
  }

  /** Reads the whole namespace, as {@code scan(ListIdsRequest.all())} does. */
  public Paged<Document> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link #scan(ListIdsRequest)} does. */
  public Paged<Document> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /**
   * Waits until a write is visible to reads of its namespace, as {@link Index#awaitVisible} does.
   *
   * @throws io.pinelink.error.DeadlineExceededException if the write is not visible in time
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the service does
   *     not report which writes its reads of this index have seen
   */
  public void awaitVisible(ConsistencyToken write, Duration timeout) {
    Futures.await(async.awaitVisible(write, timeout));
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

  private BulkOperations bulk() {
    return new BulkOperations(caller, SingleThreadExecutors.named("pinelink-bulk"));
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "DocumentIndex[" + route() + "]";
  }
}
