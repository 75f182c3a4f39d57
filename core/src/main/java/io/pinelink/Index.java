package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.SingleThreadExecutors;
import io.pinelink.internal.validation.Check;
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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The data plane of one index, which reads and writes vectors in one namespace, initially the
 * default one. Get it from {@link Pinelink#index} or {@link Pinelink#indexAt}. An index that embeds
 * texts itself also stores vectors; {@link RecordIndex} writes and searches its texts.
 *
 * <p>Cheap, immutable and thread-safe; connections belong to the client. Every call blocks until
 * the response arrives, for at most the client's timeout or the one set by {@link
 * #with(CallOptions)}, and throws:
 *
 * <ul>
 *   <li>a {@link io.pinelink.error.ServiceException} if the service refuses the call: {@link
 *       io.pinelink.error.NotFoundException} if the index does not exist, {@link
 *       io.pinelink.error.UnauthenticatedException} if it rejects the key on this route, {@link
 *       io.pinelink.error.RateLimitedException} beyond a rate limit, {@link
 *       io.pinelink.error.QuotaExhaustedException} if a monthly quota is used up, or one with
 *       another {@link io.pinelink.error.ErrorCode};
 *   <li>a {@link io.pinelink.error.TransportException} if no response arrived;
 *   <li>a {@link io.pinelink.error.DeadlineExceededException} if the timeout expired;
 *   <li>a {@link java.util.concurrent.CancellationException} if the thread is interrupted;
 *   <li>an {@link IllegalStateException} if the client is closed.
 * </ul>
 *
 * <p>Reads are eventually consistent: a vector that was just written may be missing.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class Index {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncIndex async;

  Index(Caller caller, Executor callbacks) {
    // These futures are only waited for, so they may complete on the network thread.
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.async = new AsyncIndex(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncIndex async() {
    return new AsyncIndex(caller.completingOn(callbacks));
  }

  /**
   * Returns the name of the index: the name by which it was opened, or else the name in its host,
   * such as {@code docs} in {@code docs-a1b2c3d.svc.aped-4627-b74a.pinecone.io}; empty if the host
   * names none. Nothing is sent.
   */
  public Optional<String> name() {
    return caller.indexName();
  }

  /** Returns the namespace of this view; empty for the default one. */
  public String namespace() {
    return caller.namespace();
  }

  /**
   * Returns the route of the next call, with the reason for it. The route changes only by {@link
   * Pinelink#refreshRoutes()}, or if a host of the host book turns out to be stale.
   */
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
  public Index namespace(String namespace) {
    return new Index(caller.inNamespace(Check.namespace(namespace)), callbacks);
  }

  /** Returns a view of this index with other call settings. */
  public Index with(CallOptions options) {
    return new Index(options.applyTo(caller), callbacks);
  }

  /** Returns the namespaces of the index and their aliases. */
  public Namespaces<Vector> namespaces() {
    return new Namespaces<>(caller, callbacks, AsyncIndex::load);
  }

  /** Returns the bulk imports of the index, in all its namespaces. */
  public Imports imports() {
    return new Imports(caller.inNamespace(""), callbacks);
  }

  /** Upserts vectors: short for {@link #upsert(UpsertRequest)}. */
  public UpsertResponse upsert(List<Vector> vectors) {
    return Futures.await(async.upsert(vectors));
  }

  /**
   * Upserts vectors. A vector replaces a stored vector of the same id completely, including its
   * metadata. If the service refuses one vector, none is written.
   *
   * <p>Arrays are copied once, when a vector is created ({@link Vector#of(String, float[])}), and
   * never here. They may be reused afterwards, even while the call is in flight. Source:
   * upsertVectors, API version 2026-04.
   */
  public UpsertResponse upsert(UpsertRequest request) {
    return Futures.await(async.upsert(request));
  }

  /** Upserts vectors, as {@link #upsert(UpsertRequest)} does. */
  public UpsertResponse upsert(Consumer<UpsertRequest.Builder> request) {
    return Futures.await(async.upsert(request));
  }

  /**
   * Returns whether vectors certainly fit into one {@link #upsert(List) upsert}: 1 to 1,000 of
   * them, of at most 2 MB in all by an estimate that is never too low. More are written with {@link
   * #bulkUpsert}. Nothing is sent.
   */
  public boolean fitsOneUpsert(List<Vector> vectors) {
    Objects.requireNonNull(vectors, "vectors is null");
    return bulk().fitOneCall(vectors);
  }

  /**
   * Upserts many vectors as fast as the service accepts them, in batches by bytes and count. The
   * number of concurrent batches adapts to throttling and latency. The source is read as capacity
   * allows, on the calling thread if it is an iterator or a stream.
   *
   * <p>Items that the service refuses as invalid are isolated and skipped; all others are written.
   * Other failed calls are retried. Ids should be unique: of two vectors with the same id in
   * different batches, either may be written last. An interrupt ends the bulk operation with a
   * {@link java.util.concurrent.CancellationException}; the options' listener still receives the
   * final report.
   *
   * @return the outcome of everything that was read
   * @throws io.pinelink.error.BulkException if the operation ended early, or not all items were
   *     accepted, unless the options {@linkplain BulkOptions.Builder#collectFailures() collect
   *     failures}
   * @throws IllegalStateException if no transport supports an upsert, or a running bulk operation
   *     uses the options' checkpoint
   * @throws IllegalArgumentException if the options' checkpoint belongs to another bulk operation
   * @throws java.io.UncheckedIOException if the options' checkpoint cannot be read or written
   */
  public BulkReport bulkUpsert(BulkSource<Vector> vectors, BulkOptions options) {
    Objects.requireNonNull(vectors, "vectors is null");
    return bulk().upsert(vectors, options).run();
  }

  /**
   * Deletes vectors by id, any number of them, at most 1,000 per call. Otherwise it works as {@link
   * #bulkUpsert} does. An unknown id counts as accepted, since the service does not report it.
   * According to its guides, the service limits deletes to 5,000 ids per second.
   *
   * @throws io.pinelink.error.BulkException also with {@code REFUSED} if the namespace does not
   *     exist
   */
  public BulkReport bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().delete(ids, options).run();
  }

  /**
   * Updates vectors by id, any number of them. Each update is a call of its own, since the service
   * accepts no batches; several are in flight at a time. Otherwise it works as {@link #bulkUpsert}
   * does. An unknown id counts as accepted, since the service does not report it. Of two updates of
   * the same id, either may be applied last. An update by filter is rejected: call {@link
   * #update(UpdateRequest)}.
   */
  public BulkReport bulkUpdate(BulkSource<UpdateRequest> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().update(updates, options).run();
  }

  /**
   * Opens a writer of a stream of changes: upserts of vectors, or of records if the index embeds
   * texts itself, updates by id, and deletes, in order for each id. Unlike {@link #bulkUpsert}, it
   * has no source and no end, and reports the outcome of each change. Changes without a namespace
   * apply to the one of this view.
   *
   * @param options all apply except {@code expect}, {@code collectFailures} and {@code
   *     sourceExecutor}. The ceiling of the concurrency and {@code maxBytesHeld} apply to the
   *     writer as a whole, in all namespaces. The listener receives the progress, refused changes,
   *     and the report at the end
   * @throws IllegalArgumentException if the options have a checkpoint, a timeout or an {@code
   *     awaitVisible}
   */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(options, "options is null");
    return bulk().writer(options, listener, callbacks);
  }

  /**
   * Opens a writer as {@link #bulkWriter(BulkOptions, BulkWriterListener)} does, for changes whose
   * outcomes are futures, which {@link BulkWriter#send} returns.
   */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  /**
   * Fetches vectors by id, any number of them, at most 1,000 per call, and over REST as many as fit
   * into a URL. Otherwise it works as {@link #bulkUpsert} does. The consumer receives each vector,
   * and each id that does not exist. While it is busy, vectors of at most {@link
   * BulkOptions.Builder#maxBytesHeld} wait for it, and nothing more is requested.
   *
   * <p>An id counts as accepted once the consumer has processed it. A fetch that resumes from a
   * checkpoint may therefore pass some ids to the consumer again.
   *
   * @throws IllegalArgumentException also if the options have an {@code awaitVisible}
   */
  public BulkReport bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Vector> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetch(ids, options, consumer).run();
  }

  /**
   * Finds the vectors nearest to dense values, sparse values, both, or a stored vector, best match
   * first. A namespace that does not exist has no matches.
   *
   * <p>The array of a query may be reused as soon as {@link QueryRequest#nearest(float...)} has
   * returned.
   */
  public QueryResponse query(QueryRequest request) {
    return Futures.await(async.query(request));
  }

  /** Finds the nearest vectors, as {@link #query(QueryRequest)} does. */
  public QueryResponse query(Consumer<QueryRequest.Builder> request) {
    return Futures.await(async.query(request));
  }

  /**
   * Waits until a write is visible to reads of its namespace. Polls at once, then after 100 ms,
   * then less and less often, but at least every 5 s. A poll is a fetch of one id.
   *
   * @param write from {@link io.pinelink.model.ResponseInfo#consistencyToken()} of the write, which
   *     may have been made by another process
   * @throws io.pinelink.error.DeadlineExceededException if the write is not visible in time
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the service does
   *     not report which writes its reads of this index have seen, which can be the case for sparse
   *     indexes
   * @see <a href="https://docs.pinecone.io/guides/index-data/check-data-freshness">Check data
   *     freshness, API version 2026-04</a>
   */
  public void awaitVisible(ConsistencyToken write, Duration timeout) {
    Futures.await(async.awaitVisible(write, timeout));
  }

  /**
   * Updates one vector, or the metadata of all vectors that match a filter. An unknown id is not an
   * error and creates no vector.
   */
  public UpdateResponse update(UpdateRequest request) {
    return Futures.await(async.update(request));
  }

  /** Updates one vector, as {@link #update(UpdateRequest)} does. */
  public UpdateResponse update(String id, Consumer<UpdateRequest.Builder> request) {
    return update(Check.configured(UpdateRequest.builder(id), request).build());
  }

  /**
   * Deletes vectors. Unknown ids are not an error.
   *
   * @throws io.pinelink.error.NotFoundException also if the namespace does not exist
   */
  public DeleteResponse delete(DeleteRequest request) {
    return Futures.await(async.delete(request));
  }

  /** Deletes vectors, as {@link #delete(DeleteRequest)} does. */
  public DeleteResponse delete(Consumer<DeleteRequest.Builder> request) {
    return Futures.await(async.delete(request));
  }

  /** Fetches vectors by id, with values and metadata. Unknown ids are left out. */
  public FetchResponse fetch(FetchRequest request) {
    return Futures.await(async.fetch(request));
  }

  /** Fetches vectors by id, as {@link #fetch(FetchRequest)} does. */
  public FetchResponse fetch(Consumer<FetchRequest.Builder> request) {
    return Futures.await(async.fetch(request));
  }

  /** Lists a page of ids. Serverless indexes only. */
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
   * Reads the whole namespace, or all vectors whose ids have a prefix, in the order of ids: lists a
   * page of ids, fetches their vectors, and continues with the next page. One page is kept in
   * memory, at most 100 vectors or the request's limit. Vectors that are written or deleted during
   * the scan may be included or not. Serverless indexes only.
   */
  public Paged<Vector> scan(ListIdsRequest request) {
    Objects.requireNonNull(request, "request is null");
    return new Paged<>(async.scanned(request));
  }

  /** Reads the whole namespace, as {@code scan(ListIdsRequest.all())} does. */
  public Paged<Vector> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link #scan(ListIdsRequest)} does. */
  public Paged<Vector> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /**
   * Queries the namespaces that the request names, at the same time, and merges the nearest matches
   * of all of them.
   *
   * <p>An index on {@linkplain io.pinelink.control.ReadCapacity#dedicated dedicated read nodes}
   * holds a single namespace, and an index in your own account ({@linkplain
   * io.pinelink.control.IndexSpec#byoc BYOC}) has only such nodes. There this is one query.
   *
   * @throws IllegalStateException if the request has no metric and the service reports none that
   *     this client knows
   */
  public QueryNamespacesResponse queryNamespaces(QueryNamespacesRequest request) {
    return Futures.await(async.queryNamespaces(request));
  }

  /** Queries several namespaces, as {@link #queryNamespaces(QueryNamespacesRequest)} does. */
  public QueryNamespacesResponse queryNamespaces(
      Collection<String> namespaces,
      QueryRequest query,
      Consumer<QueryNamespacesRequest.Builder> request) {
    return queryNamespaces(
        Check.configured(QueryNamespacesRequest.builder(namespaces, query), request).build());
  }

  /** Counts the vectors of all namespaces: short for {@link #describeIndexStats(StatsRequest)}. */
  public IndexStats describeIndexStats() {
    return describeIndexStats(StatsRequest.all());
  }

  /** Counts the vectors of all namespaces. Counts lag behind writes. */
  public IndexStats describeIndexStats(StatsRequest request) {
    return Futures.await(async.describeIndexStats(request));
  }

  /** Counts vectors, as {@link #describeIndexStats(StatsRequest)} does. */
  public IndexStats describeIndexStats(Consumer<StatsRequest.Builder> request) {
    return describeIndexStats(Check.configured(StatsRequest.builder(), request).build());
  }

  /**
   * Checks whether the service answers calls to this index, as health checks need it; {@code
   * Doctor} of {@code pinelink-doctor} explains why it does not. Asks for the statistics and
   * fetches an id that is not expected to exist, which costs one read unit: statistics are also
   * answered while a monthly quota keeps the service from answering reads.
   *
   * @return {@link Verdict#ANSWERED}, or {@link Verdict#RATE_LIMITED} if the service throttles
   *     calls at the moment, which is not an outage
   * @throws io.pinelink.error.PinelinkException in all other cases; its {@code verdict()} is the
   *     reason
   */
  public Verdict probe() {
    return Futures.await(async.probe());
  }

  /** Fetches a page of the vectors that match a filter, with values and metadata. */
  public FetchByMetadataResponse fetchByMetadata(FetchByMetadataRequest request) {
    return Futures.await(async.fetchByMetadata(request));
  }

  /** Fetches a page of vectors, as {@link #fetchByMetadata(FetchByMetadataRequest)} does. */
  public FetchByMetadataResponse fetchByMetadata(
      Filter filter, Consumer<FetchByMetadataRequest.Builder> request) {
    return fetchByMetadata(
        Check.configured(FetchByMetadataRequest.builder(filter), request).build());
  }

  /**
   * Fetches all vectors that match a filter page by page, as {@link #fetchByMetadata} does,
   * starting at the request's page.
   *
   * @throws IllegalArgumentException if the request has {@code valuesInto}
   */
  public Paged<Vector> fetchAllByMetadata(FetchByMetadataRequest request) {
    return new Paged<>(async.vectors(request));
  }

  /** Works as {@link #fetchAllByMetadata(FetchByMetadataRequest)} does. */
  public Paged<Vector> fetchAllByMetadata(
      Filter filter, Consumer<FetchByMetadataRequest.Builder> request) {
    return fetchAllByMetadata(
        Check.configured(FetchByMetadataRequest.builder(filter), request).build());
  }

  private BulkOperations bulk() {
    return new BulkOperations(caller, SingleThreadExecutors.named("pinelink-bulk"));
  }

  /** Returns the class name and the route. */
  @Override
  public String toString() {
    return "Index[" + route() + "]";
  }
}
