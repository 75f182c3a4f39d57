package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.ConcurrencyLimiters;
import io.pinelink.internal.bulk.Engine;
import io.pinelink.internal.bulk.OrderedWriter;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.telemetry.BulkStart;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

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

  /**
   * Creates a fetch by id.
   *
   * @throws IllegalArgumentException if the options wait for writes
   */
  public <T> Engine<String> fetch(
      ItemTargets<T, ?> targets,
      BulkSource<String> ids,
      BulkOptions options,
      FetchConsumer<T> consumer) {
    checkFetch(options, consumer);
    return engine(with -> targets.fetches().apply(with, consumer), ids, options);
  }

  /** Returns whether items certainly fit into one upsert. */
  public <T> boolean fitOneUpsert(ItemTargets<T, ?> targets, List<T> items) {
    BulkTarget<T> target = targets.upserts().apply(caller);
    return !items.isEmpty()
        && items.size() <= target.maxItems()
        && target.bytesBound(items) <= target.maxBytes();
  }

  /** Creates a writer of changes. */
  public <C> BulkWriter<C> writer(
      ItemTargets<?, ?> targets,
      BulkOptions options,
      BulkWriterListener<C> listener,
      Executor completeOn) {
    Objects.requireNonNull(options, "options is null");
    Objects.requireNonNull(listener, "listener is null");
    refuse("checkpoint", options.checkpoint());
    refuse("timeout", options.timeout());
    refuse("awaitVisible", options.awaitVisible());
    return new OrderedWriter<>(
        caller.namespace(),
        (kind, namespace) -> targets.changes().apply(caller.inNamespace(namespace), kind),
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
                  "awaitVisible is %s, expected none for a fetch, which writes nothing"
                      .formatted(DurationText.of(wait)));
            });
  }

  /**
   * Creates an operation on all items of a source.
   *
   * @param targets creates the target of a caller
   */
  public <T> Engine<T> engine(
      Function<Caller, BulkTarget<T>> targets, BulkSource<T> source, BulkOptions options) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options is null");
    BulkTarget<T> target = targets.apply(caller);
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
