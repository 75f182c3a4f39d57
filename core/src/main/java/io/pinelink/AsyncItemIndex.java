package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.bulk.targets.ItemTargets;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls that {@link AsyncIndex} and {@link AsyncDocumentIndex} have in common.
 *
 * @param <T> an item: a vector or a document
 * @param <U> an update of an item by its id
 */
abstract class AsyncItemIndex<T, U> extends IndexFacade {
  AsyncItemIndex(Caller caller) {
    super(caller);
  }

  /** Returns the operations of the items. Their classes are loaded when they are first needed. */
  abstract ItemTargets<T, U> targets();

  /** Returns the source of all items whose ids a request lists. */
  abstract PageSource<T> scanned(ListIdsRequest request);

  /** Returns the namespaces of the index, as {@link Index#namespaces()} does. */
  public AsyncNamespaces<T> namespaces() {
    return new AsyncNamespaces<>(caller, targets().upserts());
  }

  /** Returns the bulk imports of the index, as {@link Index#imports()} does. */
  public AsyncImports imports() {
    return new AsyncImports(caller.inNamespace(""));
  }

  /**
   * Upserts many items, as {@link Index#bulkUpsert} and {@link DocumentIndex#bulkUpsert} do. An
   * iterator or stream is read by the options' source executor. The future completes with the
   * report, or fails with an {@link io.pinelink.error.BulkException}. Cancelling it ends the bulk
   * operation at once; the listener still receives the final report.
   *
   * @throws IllegalStateException if no transport supports an upsert
   */
  public CompletableFuture<BulkReport> bulkUpsert(BulkSource<T> source, BulkOptions options) {
    return bulk().engine(targets().upserts(), source, options).start();
  }

  /**
   * Deletes many items by id, as {@link Index#bulkDelete} does. The future behaves as with {@link
   * #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports a delete
   */
  public CompletableFuture<BulkReport> bulkDelete(BulkSource<String> ids, BulkOptions options) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().engine(targets().deletes(), ids, options).start();
  }

  /**
   * Updates many items by id, as {@link Index#bulkUpdate} does. The future behaves as with {@link
   * #bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports an update
   */
  public CompletableFuture<BulkReport> bulkUpdate(BulkSource<U> updates, BulkOptions options) {
    Objects.requireNonNull(updates, "updates is null");
    return bulk().engine(targets().updates(), updates, options).start();
  }

  /**
   * Fetches many items by id, as {@link Index#bulkFetch} does. The future behaves as with {@link
   * #bulkUpsert}. If the fetch ends early, the last call of the consumer may still be running.
   *
   * @throws IllegalStateException if no transport supports a fetch
   */
  public CompletableFuture<BulkReport> bulkFetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<T> consumer) {
    Objects.requireNonNull(ids, "ids is null");
    return bulk().fetch(targets(), ids, options, consumer).start();
  }

  /** Opens a writer of a stream of changes, as {@link Index#bulkWriter} does. */
  public <C> BulkWriter<C> bulkWriter(BulkOptions options, BulkWriterListener<C> listener) {
    return bulk().writer(targets(), options, listener, caller.completeOn());
  }

  /** Opens a writer whose changes have futures, as {@link Index#bulkWriter(BulkOptions)} does. */
  public BulkWriter<Void> bulkWriter(BulkOptions options) {
    return bulkWriter(options, (nothing, failure) -> {});
  }

  private BulkOperations bulk() {
    return new BulkOperations(caller, caller.completeOn());
  }

  /** Waits until a write is visible to reads, as {@link Index#awaitVisible} does. */
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return targets().awaitVisible(caller, write, timeout);
  }

  /** Deletes items, as {@link Index#delete(DeleteRequest)} does. */
  public CompletableFuture<DeleteResponse> delete(DeleteRequest request) {
    return caller.call(targets().delete(), request);
  }

  /** Lists a page of ids, as {@link Index#listIds(ListIdsRequest)} does. */
  public CompletableFuture<ListIdsResponse> listIds(ListIdsRequest request) {
    return caller.call(targets().list(), request);
  }

  /** Deletes items, as {@link Index#delete(Consumer)} does. */
  public CompletableFuture<DeleteResponse> delete(Consumer<DeleteRequest.Builder> request) {
    return delete(Check.configured(DeleteRequest.builder(), request).build());
  }

  /** Lists a page of ids, as {@link Index#listIds()} does. */
  public CompletableFuture<ListIdsResponse> listIds() {
    return listIds(ListIdsRequest.all());
  }

  /** Lists a page of ids, as {@link Index#listIds(Consumer)} does. */
  public CompletableFuture<ListIdsResponse> listIds(Consumer<ListIdsRequest.Builder> request) {
    return listIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  /** Publishes all ids, as {@link Index#listAllIds} lists them. */
  public Flow.Publisher<String> listAllIds(ListIdsRequest request) {
    return ids(request).publisher();
  }

  /** Publishes all ids, as {@link Index#listAllIds()} does. */
  public Flow.Publisher<String> listAllIds() {
    return listAllIds(ListIdsRequest.all());
  }

  /** Publishes all ids, as {@link Index#listAllIds(Consumer)} does. */
  public Flow.Publisher<String> listAllIds(Consumer<ListIdsRequest.Builder> request) {
    return listAllIds(Check.configured(ListIdsRequest.builder(), request).build());
  }

  PageSource<String> ids(ListIdsRequest request) {
    return PageSource.sorted(request, this::listIds, Function.identity());
  }

  /** Publishes all items, as {@link Index#scan} reads them. */
  public Flow.Publisher<T> scan(ListIdsRequest request) {
    return scanned(request).publisher();
  }

  /** Reads the whole namespace, as {@link Index#scan()} does. */
  public Flow.Publisher<T> scan() {
    return scan(ListIdsRequest.all());
  }

  /** Reads the whole namespace, as {@link Index#scan(Consumer)} does. */
  public Flow.Publisher<T> scan(Consumer<ListIdsRequest.Builder> request) {
    return scan(Check.configured(ListIdsRequest.builder(), request).build());
  }
}
