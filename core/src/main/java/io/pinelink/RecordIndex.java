package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.bulk.targets.ItemTargets;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.EmptyResponse;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The data plane of one index that embeds texts itself, which writes and searches records in one
 * namespace, initially the default one. Get it from {@link Pinelink#records} or {@link
 * Pinelink#recordsAt}.
 *
 * <p>Such an index stores records as vectors with metadata: {@link #index()} fetches, deletes and
 * lists them, and waits for writes.
 *
 * <p>Calls about records use REST, on the same route as {@link Index}. They require the artifact
 * {@code io.pinelink:pinelink-rest}, and throw an {@link IllegalStateException} without it.
 *
 * <p>Cheap, immutable and thread-safe; connections belong to the client. Calls block, end and fail
 * as in {@link Index}.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @see <a href="https://docs.pinecone.io/guides/index-data/upsert-data">Upsert text, API version
 *     2026-04</a>
 */
public class RecordIndex extends IndexFacade {
  private final Executor callbacks;
  private final AsyncRecordIndex async;

  RecordIndex(Caller caller, Executor callbacks) {
    // These futures are only waited for, so they may complete on the network thread.
    super(caller.inPlace());
    this.callbacks = callbacks;
    this.async = new AsyncRecordIndex(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncRecordIndex async() {
    return new AsyncRecordIndex(caller.completingOn(callbacks));
  }

  /**
   * Returns the same index, namespace and call settings for vectors: to fetch, delete and list
   * records by id, to count them, and to wait until a write is visible.
   */
  public Index index() {
    return new Index(caller, callbacks);
  }

  /** Returns a view of another namespace, as {@link Index#namespace(String)} does. */
  public RecordIndex namespace(String namespace) {
    return new RecordIndex(caller.inNamespace(Check.namespace(namespace)), callbacks);
  }

  /** Returns a view of this index with other call settings. */
  public RecordIndex with(CallOptions options) {
    return new RecordIndex(options.applyTo(caller), callbacks);
  }

  /** Returns the namespaces of the index and their aliases. */
  public Namespaces<TextRecord> namespaces() {
    return new Namespaces<>(caller, callbacks, ItemTargets.RECORDS);
  }

  /** Upserts records: short for {@link #upsert(UpsertRecordsRequest)}. */
  public EmptyResponse upsert(List<TextRecord> records) {
    return Futures.await(async.upsert(records));
  }

  /**
   * Upserts records. The index embeds their text, so it must have integrated embedding. A record
   * replaces a stored record of the same id completely. Source: upsertRecords, API version 2026-04.
   */
  public EmptyResponse upsert(UpsertRecordsRequest request) {
    return Futures.await(async.upsert(request));
  }

  /** Upserts records, as {@link #upsert(UpsertRecordsRequest)} does. */
  public EmptyResponse upsert(Consumer<UpsertRecordsRequest.Builder> request) {
    return upsert(Check.configured(UpsertRecordsRequest.builder(), request).build());
  }

  /**
   * Upserts many records, at most 96 per call. Otherwise it works as {@link Index#bulkUpsert} does.
   */
  public BulkReport bulkUpsert(BulkSource<TextRecord> records, BulkOptions options) {
    Objects.requireNonNull(records, "records is null");
    return new BulkOperations(caller, DaemonThreadExecutor.single("pinelink-bulk"))
        .engine(ItemTargets.RECORDS, records, options)
        .run();
  }

  /**
   * Finds the records nearest to a text, values or a stored record, best match first, optionally
   * reranked by a model.
   */
  public SearchRecordsResponse search(SearchRecordsRequest request) {
    return Futures.await(async.search(request));
  }

  /** Searches records, as {@link #search(SearchRecordsRequest)} does. */
  public SearchRecordsResponse search(Consumer<SearchRecordsRequest.Builder> request) {
    return Futures.await(async.search(request));
  }
}
