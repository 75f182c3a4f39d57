package io.pinelink.internal.bulk.targets;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.Engine;
import io.pinelink.internal.call.Caller;
import io.pinelink.model.UpdateRequest;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * A factory of the bulk operations of an index. They have not started; their executor runs the
 * processing between calls.
 */
public final class BulkOperations {
  private final Caller caller;

  public BulkOperations(Caller caller) {
    // The engine must see each failure, since it has its own rules for retries.
    this.caller = caller.with(null, true);
  }

  public <T> Engine<T> upsert(BulkSource<T> source, BulkOptions options, Executor executor) {
    Objects.requireNonNull(source, "source");
    return engine(WriteTarget.upserts(source.type(), caller), source, options, executor);
  }

  public Engine<String> delete(BulkSource<String> ids, BulkOptions options, Executor executor) {
    return engine(WriteTarget.deletes(caller), ids, options, executor);
  }

  public Engine<UpdateRequest> update(
      BulkSource<UpdateRequest> updates, BulkOptions options, Executor executor) {
    return engine(WriteTarget.updates(caller), updates, options, executor);
  }

  public Engine<String> fetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer consumer, Executor executor) {
    Objects.requireNonNull(consumer, "consumer");
    Objects.requireNonNull(options, "options");
    options
        .awaitVisible()
        .ifPresent(
            wait -> {
              throw new IllegalArgumentException(
                  "awaitVisible is " + wait + ", expected none for a fetch, which writes nothing");
            });
    return engine(FetchTarget.of(caller, consumer), ids, options, executor);
  }

  private <T> Engine<T> engine(
      BulkTarget<T> target, BulkSource<T> source, BulkOptions options, Executor executor) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(options, "options");
    try {
      return new Engine<>(target, source, options, caller.limiters(), executor);
    } catch (RuntimeException | Error e) {
      source.close(); // the source's stream is closed even if the checkpoint is refused
      throw e;
    }
  }
}
