package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.ConcurrencyLimiters;
import io.pinelink.internal.bulk.Engine;
import io.pinelink.internal.bulk.OrderedWriter;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.telemetry.BulkStart;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * A factory of the bulk operations of an index. They have not started.
 *
 * @param executor runs the processing between calls, and the listeners
 */
public record BulkOperations(Caller caller, Executor executor) {
  public BulkOperations {
    // The engine must see each failure, since it has its own rules for retries.
    caller = caller.with(null, true);
  }

  public Engine<Vector> upsert(BulkSource<Vector> vectors, BulkOptions options) {
    return engine(Targets.vectors(caller), vectors, options);
  }

  public Engine<TextRecord> upsertRecords(BulkSource<TextRecord> records, BulkOptions options) {
    return engine(Targets.records(caller), records, options);
  }

  public Engine<String> delete(BulkSource<String> ids, BulkOptions options) {
    return engine(Targets.deletes(caller), ids, options);
  }

  public Engine<UpdateRequest> update(BulkSource<UpdateRequest> updates, BulkOptions options) {
    return engine(Targets.updates(caller), updates, options);
  }

  public Engine<String> fetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Vector> consumer) {
    checkFetch(options, consumer);
    return engine(Targets.fetches(caller, consumer), ids, options);
  }

  public Engine<Document> upsertDocuments(BulkSource<Document> documents, BulkOptions options) {
    return engine(Targets.documents(caller), documents, options);
  }

  public Engine<String> deleteDocuments(BulkSource<String> ids, BulkOptions options) {
    return engine(Targets.documentDeletes(caller), ids, options);
  }

  public Engine<DocumentUpdate> updateDocuments(
      BulkSource<DocumentUpdate> updates, BulkOptions options) {
    return engine(Targets.documentUpdates(caller), updates, options);
  }

  public Engine<String> fetchDocuments(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Document> consumer) {
    checkFetch(options, consumer);
    return engine(Targets.documentFetches(caller, consumer), ids, options);
  }

  /** Returns whether vectors certainly fit into one call. */
  public boolean fitOneCall(List<Vector> vectors) {
    return fitOneCall(Targets.vectors(caller), vectors);
  }

  /** Returns whether documents certainly fit into one call. */
  public boolean documentsFitOneCall(List<Document> documents) {
    return fitOneCall(Targets.documents(caller), documents);
  }

  private static <T> boolean fitOneCall(BulkTarget<T> target, List<T> items) {
    return !items.isEmpty()
        && items.size() <= target.maxItems()
        && target.bytesBound(items) <= target.maxBytes();
  }

  /** Creates a writer of changes to vectors and records. */
  public <C> BulkWriter<C> writer(
      BulkOptions options, BulkWriterListener<C> listener, Executor completeOn) {
    return writer(
        (kind, namespace) -> Targets.changes(caller.inNamespace(namespace), kind),
        options,
        listener,
        completeOn);
  }

  /** Creates a writer of changes to documents. */
  public <C> BulkWriter<C> documentWriter(
      BulkOptions options, BulkWriterListener<C> listener, Executor completeOn) {
    return writer(
        (kind, namespace) -> Targets.documentChanges(caller.inNamespace(namespace), kind),
        options,
        listener,
        completeOn);
  }

  private <C> BulkWriter<C> writer(
      BiFunction<BulkChange.Kind, String, BulkTarget<?>> targets,
      BulkOptions options,
      BulkWriterListener<C> listener,
      Executor completeOn) {
    Objects.requireNonNull(listener, "listener is null");
    refuse("checkpoint", options.checkpoint());
    refuse("timeout", options.timeout());
    refuse("awaitVisible", options.awaitVisible());
    return new OrderedWriter<>(
        caller.namespace(),
        targets,
        new FailedCall("bulkWriter", caller.route(), 1),
        options,
        listener,
        limiters(),
        executor,
        completeOn,
        listeners("bulkWriter"));
  }

  private ConcurrencyLimiters limiters() {
    return caller.shared(ConcurrencyLimiters.class, ConcurrencyLimiters::system);
  }

  private List<BulkListener> listeners(String operation) {
    return caller.observers(
        (listener, client) ->
            listener.bulkStarted(
                new BulkStart(client, operation, caller.indexName(), caller.namespace())));
  }

  private static void refuse(String option, Optional<?> value) {
    value.ifPresent(
        set -> {
          throw new IllegalArgumentException(
              option + " is " + set + ", expected none for a bulk writer, which has no end");
        });
  }

  private static void checkFetch(BulkOptions options, FetchConsumer<?> consumer) {
    Objects.requireNonNull(consumer, "consumer is null");
    Objects.requireNonNull(options, "options is null");
    options
        .awaitVisible()
        .ifPresent(
            wait -> {
              throw new IllegalArgumentException(
                  "awaitVisible is "
                      + DurationText.of(wait)
                      + ", expected none for a fetch, which writes nothing");
            });
  }

  private <T> Engine<T> engine(BulkTarget<T> target, BulkSource<T> source, BulkOptions options) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options is null");
    try {
      return new Engine<>(
          target,
          source,
          options,
          limiters(),
          executor,
          listeners(target.failedCall().operation()));
    } catch (RuntimeException | Error e) {
      source.close(); // the source's stream is closed even if the checkpoint is refused
      throw e;
    }
  }
}
