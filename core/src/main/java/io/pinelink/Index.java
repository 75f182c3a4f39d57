package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.SingleThreadExecutors;
import io.pinelink.internal.validation.Check;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The data plane of one index: reads and writes vectors and records in one namespace, by default
 * the default one. Get it from {@link Pinelink#index} or {@link Pinelink#indexAt}.
 *
 * <p>Cheap, immutable and thread-safe; connections belong to the client. Every call waits for the
 * answer, at most the client's timeout or that of {@link #with(CallOptions)}, and throws:
 *
 * <ul>
 *   <li>a {@link io.pinelink.error.ServiceException} if the service refuses: {@link
 *       io.pinelink.error.NotFoundException} if it does not know the index, {@link
 *       io.pinelink.error.UnauthenticatedException} if it does not take the key on this route,
 *       {@link io.pinelink.error.RateLimitedException}, or one with another {@link
 *       io.pinelink.error.ErrorCode};
 *   <li>a {@link io.pinelink.error.TransportException} if no answer came;
 *   <li>a {@link io.pinelink.error.DeadlineExceededException} if the time was over;
 *   <li>a {@link java.util.concurrent.CancellationException} if the thread is interrupted;
 *   <li>an {@link IllegalStateException} if the client is closed.
 * </ul>
 *
 * <p>Reads are eventually consistent: what was just written may be missing.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Data plane, API version 2026-04</a>
 */
public final class Index {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncIndex async;

  Index(Caller caller, Executor callbacks) {
    // Only waited for, so completing on the network's thread costs nobody anything.
    this.caller = caller.inPlace();
    this.callbacks = callbacks;
    this.async = new AsyncIndex(this.caller);
  }

  /** The same calls without waiting. */
  public AsyncIndex async() {
    return new AsyncIndex(caller.completingOn(callbacks));
  }

  /**
   * The way that the next call takes, and why. It changes only by {@link Pinelink#refreshRoutes()},
   * or where a host of the host book turned out to be stale.
   */
  public Route route() {
    return caller.route();
  }

  /**
   * The same index in another namespace.
   *
   * @param namespace at most 512 ASCII characters without NUL; empty or {@code __default__} for the
   *     default one. It need not exist.
   */
  public Index namespace(String namespace) {
    return new Index(caller.inNamespace(Check.namespace(namespace)), callbacks);
  }

  /** The same index with other settings for its calls. */
  public Index with(CallOptions options) {
    return new Index(options.applyTo(caller), callbacks);
  }

  /** The bulk imports of the index, of all its namespaces. */
  public Imports imports() {
    return new Imports(caller.inNamespace(""), callbacks);
  }

  /** Writes vectors: short for {@link #upsert(UpsertRequest)}. */
  public UpsertResponse upsert(List<Vector> vectors) {
    return Futures.await(async.upsert(vectors));
  }

  /**
   * Writes vectors. A vector whose id is there already is replaced whole, its metadata too. If one
   * vector is refused, none is written.
   *
   * <p>Arrays are copied once, when a vector is made of them ({@link Vector#of(String, float[])}),
   * and never here: they may be used again from then on, also while the call is under way.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">upsertVectors, API version 2026-04</a>
   */
  public UpsertResponse upsert(UpsertRequest request) {
    return Futures.await(async.upsert(request));
  }

  /** Short for {@link #coalescing(CoalesceOptions)} with the defaults. */
  public UpsertCoalescer coalescing() {
    return coalescing(CoalesceOptions.defaults());
  }

  /**
   * Writes single vectors of this namespace in batches: for programs that get vectors one by one on
   * many threads. Callers that are to share batches share the object.
   */
  public UpsertCoalescer coalescing(CoalesceOptions options) {
    return new UpsertCoalescer(async::upsert, options, caller.scheduler(), callbacks);
  }

  /**
   * Loads many vectors or records, as fast as the service takes them: in batches by bytes and
   * count, as many at a time as go through without being throttled or slowed down. The source is
   * read as there is room, by this thread if it is an iterator or a stream.
   *
   * <p>What the service refuses as invalid is found out and left out, the rest goes in. Calls that
   * fail otherwise are made again. Ids should be unique: of two vectors with the same id in
   * different batches, either may come last. An interrupt ends the bulk operation with a {@link
   * java.util.concurrent.CancellationException}; the options' listener still hears what became of
   * everything.
   *
   * @return what became of everything that was read
   * @throws io.pinelink.error.BulkException if it ended early, or not all was accepted, unless the
   *     options {@linkplain BulkOptions.Builder#collectFailures() collect failures}
   * @throws IllegalStateException if no transport carries what the source has
   * @throws IllegalArgumentException if the options' checkpoint is not one of this bulk operation
   * @throws java.io.UncheckedIOException if the options' checkpoint cannot be read or written
   * @see <a href="https://docs.pinecone.io/reference/api">upsertVectors and upsertRecords, API
   *     version 2026-04</a>
   */
  public <T> BulkReport bulkUpsert(BulkSource<T> source, BulkOptions options) {
    return async.bulk().upsert(source, options, SingleThreadExecutors.named("pinelink-bulk")).run();
  }

  /**
   * Removes vectors by id, any number of them: at most 1,000 a call, and otherwise as {@link
   * #bulkUpsert} writes them. An id that is not there counts as accepted, since the service does
   * not tell. It limits the ids deleted, to 5,000 a second by its guides.
   *
   * @return what became of every id
   * @throws io.pinelink.error.BulkException if it ended early, or not all was accepted, unless the
   *     options {@linkplain BulkOptions.Builder#collectFailures() collect failures}; with {@code
   *     REFUSED} also if the namespace does not exist
   * @throws IllegalStateException if no transport carries a delete
   * @throws IllegalArgumentException if the options' checkpoint is not one of this delete
   * @throws java.io.UncheckedIOException if the options' checkpoint cannot be read or written
   * @see <a href="https://docs.pinecone.io/reference/api">deleteVectors, API version 2026-04</a>
   */
  public BulkReport bulkDelete(BulkSource<String> ids, BulkOptions options) {
    return async.bulk().delete(ids, options, SingleThreadExecutors.named("pinelink-bulk")).run();
  }

  /**
   * Changes vectors by id, any number of them: each by a call of its own, for the service takes no
   * more, with as many at a time as go through, and otherwise as {@link #bulkUpsert} writes them.
   * An id that is not there counts as accepted, since the service does not tell. Of two updates of
   * the same id, either may come last. An update by filter is rejected: call {@link
   * #update(UpdateRequest)}.
   *
   * @return what became of every update
   * @throws io.pinelink.error.BulkException if it ended early, or not all was accepted, unless the
   *     options {@linkplain BulkOptions.Builder#collectFailures() collect failures}
   * @throws IllegalStateException if no transport carries an update
   * @throws IllegalArgumentException if the options' checkpoint is not one of this update
   * @throws java.io.UncheckedIOException if the options' checkpoint cannot be read or written
   * @see <a href="https://docs.pinecone.io/reference/api">updateVector, API version 2026-04</a>
   */
  public BulkReport bulkUpdate(BulkSource<UpdateRequest> updates, BulkOptions options) {
    return async
        .bulk()
        .update(updates, options, SingleThreadExecutors.named("pinelink-bulk"))
        .run();
  }

  /**
   * Reads vectors by id, any number of them: at most 1,000 a call, over REST as many as a URL
   * takes, and otherwise as {@link #bulkUpsert} writes them. The consumer gets each vector, and
   * each id that is not there. While it is busy, vectors of at most {@link
   * BulkOptions.Builder#maxBytesHeld} wait for it, and nothing more is asked for.
   *
   * <p>An id counts as accepted once the consumer has taken it. So where a fetch goes on from a
   * checkpoint, the consumer gets some again.
   *
   * @return what became of every id
   * @throws io.pinelink.error.BulkException if it ended early, or not all was accepted, unless the
   *     options {@linkplain BulkOptions.Builder#collectFailures() collect failures}
   * @throws IllegalStateException if no transport carries a fetch
   * @throws IllegalArgumentException if the options' checkpoint is not one of this fetch, or they
   *     have an {@code awaitVisible}
   * @throws java.io.UncheckedIOException if the options' checkpoint cannot be read or written
   * @see <a href="https://docs.pinecone.io/reference/api">fetchVectors, API version 2026-04</a>
   */
  public BulkReport bulkFetch(BulkSource<String> ids, BulkOptions options, FetchConsumer consumer) {
    return async
        .bulk()
        .fetch(ids, options, consumer, SingleThreadExecutors.named("pinelink-bulk"))
        .run();
  }

  /**
   * Finds the vectors nearest to dense values, sparse values, both, or a stored vector, best first.
   * A namespace that does not exist has no matches.
   *
   * <p>The array of a query may be used again as soon as {@link QueryRequest#nearest(float...)} has
   * returned.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">queryVectors, API version 2026-04</a>
   */
  public QueryResponse query(QueryRequest request) {
    return Futures.await(async.query(request));
  }

  /**
   * Waits until reads of the write's namespace see it: asks at once, then after 100 ms, then ever
   * less often, at least each 5 s. A question is a fetch of one id.
   *
   * @param write from {@link io.pinelink.model.ResponseInfo#consistencyToken()} of the write,
   *     whichever process made it
   * @throws io.pinelink.error.DeadlineExceededException if reads do not see it in time
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the service does
   *     not say what its reads of this index have seen, as it may be with sparse ones
   * @see <a href="https://docs.pinecone.io/guides/index-data/check-data-freshness">Check data
   *     freshness, API version 2026-04</a>
   */
  public void awaitVisible(ConsistencyToken write, Duration timeout) {
    Futures.await(async.awaitVisible(write, timeout));
  }

  /**
   * Changes one vector, or the metadata of all that match a filter. An unknown id is no error and
   * makes no vector.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">updateVector, API version 2026-04</a>
   */
  public UpdateResponse update(UpdateRequest request) {
    return Futures.await(async.update(request));
  }

  /**
   * Removes vectors. Unknown ids are no error.
   *
   * @throws io.pinelink.error.NotFoundException also if the namespace does not exist
   * @see <a href="https://docs.pinecone.io/reference/api">deleteVectors, API version 2026-04</a>
   */
  public DeleteResponse delete(DeleteRequest request) {
    return Futures.await(async.delete(request));
  }

  /**
   * Reads vectors by id, with values and metadata. Unknown ids are left out.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">fetchVectors, API version 2026-04</a>
   */
  public FetchResponse fetch(FetchRequest request) {
    return Futures.await(async.fetch(request));
  }

  /**
   * Lists a page of ids. Serverless indexes only.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">listVectors, API version 2026-04</a>
   */
  public ListIdsResponse listIds(ListIdsRequest request) {
    return Futures.await(async.listIds(request));
  }

  /** Walks all pages of ids, from the request's on. */
  public Paged<String> listAllIds(ListIdsRequest request) {
    return new Paged<>(async.ids(request));
  }

  /**
   * Reads the whole namespace, or the part of it whose ids have a prefix: lists a page of ids, then
   * fetches their vectors, and so on, in the order of ids. Memory holds one page, at most 100
   * vectors or the request's limit. What is written or deleted meanwhile may be there or not.
   * Serverless indexes only.
   */
  public Paged<Vector> scan(ListIdsRequest request) {
    return new Paged<>(async.scanned(request));
  }

  /**
   * Queries several namespaces at the same time and merges what is nearest in all of them. The
   * namespace of this view plays no part.
   *
   * @throws IllegalStateException if the request tells no metric and the service tells none that is
   *     known here
   */
  public QueryNamespacesResponse queryNamespaces(QueryNamespacesRequest request) {
    return Futures.await(async.queryNamespaces(request));
  }

  /** Counts the vectors of all namespaces: short for {@link #describeIndexStats(StatsRequest)}. */
  public IndexStats describeIndexStats() {
    return describeIndexStats(StatsRequest.all());
  }

  /**
   * Counts the vectors of all namespaces. Counts lag behind writes.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">describeIndexStats, API version
   *     2026-04</a>
   */
  public IndexStats describeIndexStats(StatsRequest request) {
    return Futures.await(async.describeIndexStats(request));
  }

  /**
   * Reads a page of the vectors that match a filter, with values and metadata.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">fetchByMetadata, API version 2025-10</a>
   */
  public FetchByMetadataResponse fetchByMetadata(FetchByMetadataRequest request) {
    return Futures.await(async.fetchByMetadata(request));
  }

  /** Walks all pages of {@link #fetchByMetadata}, from the request's on. */
  public Paged<Vector> fetchAllByMetadata(FetchByMetadataRequest request) {
    return new Paged<>(async.vectors(request));
  }

  /**
   * Makes a namespace. The view's own namespace plays no part here, nor in the other calls about
   * namespaces.
   *
   * @throws io.pinelink.error.AlreadyExistsException if it exists
   * @see <a href="https://docs.pinecone.io/reference/api">createNamespace, API version 2025-10</a>
   */
  public NamespaceDescription createNamespace(CreateNamespaceRequest request) {
    return Futures.await(async.createNamespace(request));
  }

  /**
   * Describes a namespace.
   *
   * @param name {@code __default__} for the default one
   * @throws io.pinelink.error.NotFoundException if it does not exist
   * @see <a href="https://docs.pinecone.io/reference/api">describeNamespace, API version
   *     2025-04</a>
   */
  public NamespaceDescription describeNamespace(String name) {
    return Futures.await(async.describeNamespace(name));
  }

  /**
   * Lists a page of namespaces. Serverless indexes only.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">listNamespaces, API version 2025-04</a>
   */
  public ListNamespacesResponse listNamespaces(ListNamespacesRequest request) {
    return Futures.await(async.listNamespaces(request));
  }

  /** Walks all pages of {@link #listNamespaces}, from the request's on. */
  public Paged<NamespaceDescription> listAllNamespaces(ListNamespacesRequest request) {
    return new Paged<>(async.namespaces(request));
  }

  /**
   * Deletes a namespace with all that is in it, for good. The service does so a while later.
   *
   * @param name {@code __default__} for the default one
   * @throws io.pinelink.error.NotFoundException if it does not exist
   * @see <a href="https://docs.pinecone.io/reference/api">deleteNamespace, API version 2025-04</a>
   */
  public DeleteNamespaceResponse deleteNamespace(String name) {
    return Futures.await(async.deleteNamespace(name));
  }

  /** Writes records: short for {@link #upsertRecords(UpsertRecordsRequest)}. */
  public UpsertRecordsResponse upsertRecords(List<TextRecord> records) {
    return Futures.await(async.upsertRecords(records));
  }

  /**
   * Writes records; the index embeds their text, so it must have integrated embedding. A record
   * whose id is there already is replaced whole.
   *
   * <p>Goes over REST, on the same route, also where gRPC carries the rest: needs the artifact
   * {@code io.pinelink:pinelink-rest}, without which it throws an {@link IllegalStateException}.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">upsertRecords, API version 2026-04</a>
   */
  public UpsertRecordsResponse upsertRecords(UpsertRecordsRequest request) {
    return Futures.await(async.upsertRecords(request));
  }

  /**
   * Finds the records nearest to a text, values or a stored record, best first, and may have a
   * model rerank them. By text, the index must have integrated embedding.
   *
   * <p>Goes over REST, as {@link #upsertRecords(UpsertRecordsRequest)} does.
   *
   * @see <a href="https://docs.pinecone.io/reference/api">searchRecords, API version 2026-04</a>
   */
  public SearchRecordsResponse searchRecords(SearchRecordsRequest request) {
    return Futures.await(async.searchRecords(request));
  }

  /** The route. */
  @Override
  public String toString() {
    return "Index[" + route() + "]";
  }
}
