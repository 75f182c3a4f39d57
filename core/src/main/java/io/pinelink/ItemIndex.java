package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The calls that {@link Index} and {@link DocumentIndex} have in common.
 *
 * @param <T> an item: a vector or a document
 * @param <U> an update of an item by its id
 * @param <A> the asynchronous variant
 */
abstract class ItemIndex<T, U, A extends AsyncItemIndex<T, U>> extends IndexFacade {
  final Executor callbacks;
  final A async;

  /** Creates a view whose futures may complete on the network thread: they are only waited for. */
  ItemIndex(A inPlace, Executor callbacks) {
    super(inPlace.caller);
    this.callbacks = callbacks;
    this.async = inPlace;
  }

  /** Returns the namespaces of the index and their aliases. */
  public Namespaces<T> namespaces() {
    return new Namespaces<>(caller, callbacks, async.targets().upserts());
  }

  /** Returns the bulk imports of the index, in all its namespaces. */
  public Imports imports() {
    return new Imports(caller.inNamespace(""), callbacks);
  }

  /**
   * Returns whether vectors or documents certainly fit into one {@code upsert}: 1 to 1,000 of them,
   * of at most 2 MB in all by an estimate that is never too low. More are written with {@link
   * #bulkUpsert}. Nothing is sent.
   */
  public boolean fitsOneUpsert(List<T> items) {
    Objects.requireNonNull(items, "items is null");
    return bulk().fitOneUpsert(async.targets(), items);
  }

  /**
   * Upserts many vectors or documents as fast as the service accepts them, in batches of at most 2
   * MB and 1,000 of them. The number of concurrent batches adapts to throttling and latency. The
   * source is read as capacity allows, on the calling thread if it is an iterator or a stream.
   *
   * <p>Items that the service refuses as invalid are isolated and skipped; all others are written.
   * Other failed calls are retried. Ids should be unique: of two with the same id in different
   * batches, either may be written last. An interrupt ends the bulk operation with a {@link
   * java.util.concurrent.CancellationException}; the options' listener still receives the final
   * report.
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
  public BulkReport bulkUpsert(BulkSource<T> source, BulkOptions options) {
    return bulk().engine(async.targets().upserts(), source, options).run();
  }

  /**
   * Deletes vectors or documents by id, any number of them, at most 1,000 per call. Otherwise it
   * works as {@link #bulkUpsert} does. An unknown id counts as accepted, since the service does not
   * report it. According to its guides, the service limits deletes to 5,000 ids per second.
   *
   * @throws io.pinelink.error.BulkException also with {@code REFUSED} if the namespace of vectors
   *     does not exist
   */
  public BulkReport bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().engine(async.targets().deletes(), ids, options).run();
  }

  /**
   * Updates vectors or documents by id, any number of them. Documents are updated in batches of at
   * most 1,000. Each update of a vector is a call of its own, since the service accepts no batches;
   * several are in flight at a time. Otherwise it works as {@link #bulkUpsert} does. An unknown id
   * counts as accepted, since the service does not report it. Of two updates of the same id, either
   * may be applied last. An update of vectors by filter is rejected: call {@link
   * Index#update(io.pinelink.model.UpdateRequest)}.
   */
  public BulkReport bulkUpdate(BulkSource<U> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().engine(async.targets().updates(), updates, options).run();
  }

  /**
   * Fetches vectors by id, or documents with all fields, any number of them, at most 1,000 per
   * call. The ids of vectors have to fit into a URL over REST. If a response with documents is too
   * large, its ids are fetched in halves. Otherwise it works as {@link #bulkUpsert} does. The
   * consumer receives each vector or document, and each id that does not exist. While it is busy,
   * at most {@link BulkOptions.Builder#maxBytesHeld} wait for it, and nothing more is requested.
   *
   * <p>An id counts as accepted once the consumer has processed it. A fetch that resumes from a
   * checkpoint may therefore pass some ids to the consumer again.
   *
   * @throws IllegalArgumentException also if the options have an {@code awaitVisible}
   */
  public BulkReport bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<T> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetch(async.targets(), ids, options, consumer).run();
  }

  /**
   * Opens a writer of a stream of changes: upserts of vectors, of records if the index embeds texts
   * itself, or of documents in a document index; updates by id; and deletes, in order for each id.
   * Unlike {@link #bulkUpsert}, it has no source and no end, and reports the outcome of each
   * change. Changes without a namespace apply to the one of this view.
   *
   * @param options all apply except {@code expect}, {@code collectFailures} and {@code
   *     sourceExecutor}. The ceiling of the concurrency and {@code maxBytesHeld} apply to the
   *     writer as a whole, in all namespaces. The listener receives the progress, refused changes,
   *     and the report at the end
   * @throws IllegalArgumentException if the options have a checkpoint, a timeout or an {@code
   *     awaitVisible}
   */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    return bulk().writer(async.targets(), options, listener, callbacks);
  }

  /**
   * Opens a writer as {@link #bulkWriter(BulkOptions, BulkWriterListener)} does, for changes whose
   * outcomes are futures, which {@link BulkWriter#send} returns.
   */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  private BulkOperations bulk() {
    return new BulkOperations(caller, DaemonThreadExecutor.single("pinelink-bulk"));
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
   * Deletes vectors or documents. Unknown ids are not an error.
   *
   * @throws io.pinelink.error.NotFoundException also if the namespace of vectors does not exist
   */
  public DeleteResponse delete(DeleteRequest request) {
    return Futures.await(async.delete(request));
  }

  /** Deletes vectors or documents, as {@link #delete(DeleteRequest)} does. */
  public DeleteResponse delete(Consumer<DeleteRequest.Builder> request) {
    return Futures.await(async.delete(request));
  }

  /** Lists a page of ids, in byte order. Serverless indexes only. */
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
   * Reads the whole namespace, or all vectors or documents whose ids have a prefix, in the order of
   * ids: lists a page of ids, fetches what has them, and continues with the next page. One page is
   * kept in memory, at most 100 vectors or documents, or the request's limit; set a lower limit if
   * documents are large. What is written or deleted during the scan may be included or not.
   * Serverless indexes only.
   */
  public Paged<T> scan(ListIdsRequest request) {
    return new Paged<>(async.scanned(request));
  }

  /** Reads the whole namespace, as {@code scan(ListIdsRequest.all())} does. */
  public Paged<T> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link #scan(ListIdsRequest)} does. */
  public Paged<T> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }
}
