package io.pinelink;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
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
import java.util.Collection;
import java.util.List;
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
public class Index extends ItemIndex<Vector, UpdateRequest, AsyncIndex> {
  Index(Caller caller, Executor callbacks) {
    super(new AsyncIndex(caller.inPlace()), callbacks);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncIndex async() {
    return new AsyncIndex(caller.completingOn(callbacks));
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

  /** Fetches vectors by id, with values and metadata. Unknown ids are left out. */
  public FetchResponse fetch(FetchRequest request) {
    return Futures.await(async.fetch(request));
  }

  /** Fetches vectors by id, as {@link #fetch(FetchRequest)} does. */
  public FetchResponse fetch(Consumer<FetchRequest.Builder> request) {
    return Futures.await(async.fetch(request));
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
}
