package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.bulk.targets.ItemTargets;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.EmptyResponse;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.spi.DataOperations;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The asynchronous variant of {@link RecordIndex}: every call returns at once. Futures behave as in
 * {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncRecordIndex extends IndexFacade {
  AsyncRecordIndex(Caller caller) {
    super(caller);
  }

  /** Returns the same index for vectors, as {@link RecordIndex#index()} does. */
  public AsyncIndex index() {
    return new AsyncIndex(caller);
  }

  /** Returns a view of another namespace, as {@link RecordIndex#namespace(String)} does. */
  public AsyncRecordIndex namespace(String namespace) {
    return new AsyncRecordIndex(caller.inNamespace(Check.namespace(namespace)));
  }

  /** Returns a view with other call settings, as {@link RecordIndex#with(CallOptions)} does. */
  public AsyncRecordIndex with(CallOptions options) {
    return new AsyncRecordIndex(options.applyTo(caller));
  }

  /** Returns the namespaces of the index, as {@link RecordIndex#namespaces()} does. */
  public AsyncNamespaces<TextRecord> namespaces() {
    return new AsyncNamespaces<>(caller, ItemTargets.RECORDS);
  }

  /** Upserts records, as {@link RecordIndex#upsert(List)} does. */
  public CompletableFuture<EmptyResponse> upsert(List<TextRecord> records) {
    return upsert(UpsertRecordsRequest.of(records));
  }

  /** Upserts records, as {@link RecordIndex#upsert(UpsertRecordsRequest)} does. */
  public CompletableFuture<EmptyResponse> upsert(UpsertRecordsRequest request) {
    return caller.call(DataOperations.UPSERT_RECORDS, request);
  }

  /** Upserts records, as {@link RecordIndex#upsert(Consumer)} does. */
  public CompletableFuture<EmptyResponse> upsert(Consumer<UpsertRecordsRequest.Builder> request) {
    return upsert(Check.configured(UpsertRecordsRequest.builder(), request).build());
  }

  /**
   * Upserts many records, as {@link RecordIndex#bulkUpsert} does. The future behaves as with {@link
   * AsyncIndex#bulkUpsert}.
   *
   * @throws IllegalStateException if no transport supports records
   */
  public CompletableFuture<BulkReport> bulkUpsert(
      BulkSource<TextRecord> records, BulkOptions options) {
    Objects.requireNonNull(records, "records is null");
    return new BulkOperations(caller, caller.completeOn())
        .engine(ItemTargets.RECORDS, records, options)
        .start();
  }

  /** Searches records, as {@link RecordIndex#search(SearchRecordsRequest)} does. */
  public CompletableFuture<SearchRecordsResponse> search(SearchRecordsRequest request) {
    return caller.call(DataOperations.SEARCH_RECORDS, request);
  }

  /** Searches records, as {@link RecordIndex#search(Consumer)} does. */
  public CompletableFuture<SearchRecordsResponse> search(
      Consumer<SearchRecordsRequest.Builder> request) {
    return search(Check.configured(SearchRecordsRequest.builder(), request).build());
  }
}
