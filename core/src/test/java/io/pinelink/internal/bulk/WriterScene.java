package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** A writer of numbered changes to a scripted store, and a clock that the test advances. */
abstract class WriterScene {
  final FakeTime time = new FakeTime();
  final ConcurrencyLimiters limiters = new ConcurrencyLimiters(time, time::now, () -> 1);
  final ScriptedStore store = new ScriptedStore();
  final List<Integer> settled = new ArrayList<>();
  final Map<Integer, BulkFailure> refused = new HashMap<>();
  final List<BulkProgress> progress = new ArrayList<>();
  final List<BulkReport> ends = new ArrayList<>();

  final BulkWriterListener<Integer> outcomes =
      new BulkWriterListener<>() {
        @Override
        public void settled(Integer number) {
          settled.add(number);
        }

        @Override
        public void refused(Integer number, BulkFailure failure) {
          refused.put(number, failure);
        }
      };

  BulkOptions.Builder options() {
    return BulkOptions.builder()
        .listener(
            new BulkListener() {
              @Override
              public void progress(BulkProgress now) {
                progress.add(now);
              }

              @Override
              public void ended(BulkReport report) {
                ends.add(report);
              }
            });
  }

  OrderedWriter<Integer> writer(BulkOptions.Builder options) {
    return writer(options, outcomes);
  }

  OrderedWriter<Integer> writer(BulkOptions.Builder options, BulkWriterListener<Integer> listener) {
    return writer(options, listener, Runnable::run);
  }

  OrderedWriter<Integer> writer(
      BulkOptions.Builder options, BulkWriterListener<Integer> listener, Executor executor) {
    return writer(options, listener, executor, Runnable::run);
  }

  OrderedWriter<Integer> writer(
      BulkOptions.Builder options,
      BulkWriterListener<Integer> listener,
      Executor executor,
      Executor completeOn) {
    return new OrderedWriter<>(
        "",
        store::target,
        ScriptedTarget.CALL,
        options.build(),
        listener,
        limiters,
        executor,
        completeOn,
        List.of());
  }

  /** Returns an upsert whose values contain its number. */
  static BulkChange upsert(String id, int number) {
    return BulkChange.upsert(Vector.of(id, new float[] {number}));
  }

  /** Returns an update whose values contain its number. */
  static BulkChange update(String id, int number) {
    return BulkChange.update(UpdateRequest.builder(id).values(new float[] {number}).build());
  }
}
