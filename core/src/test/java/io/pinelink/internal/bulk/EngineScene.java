package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** An engine with a scripted target, and a clock that the test advances. */
abstract class EngineScene {
  final FakeTime time = new FakeTime();
  final ConcurrencyLimiters limiters = new ConcurrencyLimiters(time, time::now, () -> 1);
  final ScriptedTarget target = new ScriptedTarget();
  final List<String> accepted = new ArrayList<>();
  final List<BulkFailure> failures = new ArrayList<>();
  final List<BulkProgress> progress = new ArrayList<>();
  final List<BulkReport> reports = new ArrayList<>();
  final BulkListener listener =
      new BulkListener() {
        @Override
        public void progress(BulkProgress now) {
          progress.add(now);
        }

        @Override
        public void accepted(String id) {
          accepted.add(id);
        }

        @Override
        public void failed(BulkFailure failure) {
          failures.add(failure);
        }

        @Override
        public void ended(BulkReport report) {
          reports.add(report);
        }
      };

  BulkOptions.Builder options() {
    return BulkOptions.builder().maxBatchItems(2).collectFailures().listener(listener);
  }

  CompletableFuture<BulkReport> load(BulkOptions options, Iterator<String> words) {
    return load(options, source(words));
  }

  CompletableFuture<BulkReport> load(BulkOptions options, BulkSource<String> source) {
    return new Engine<>(target, source, options, limiters, Runnable::run, List.of())
        .start(Runnable::run);
  }

  CompletableFuture<BulkReport> load(BulkOptions options, String... words) {
    return load(options, List.of(words).iterator());
  }

  static BulkSource<String> source(Iterator<String> words) {
    return BulkSource.of(words);
  }

  static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
  }

  static void assertAccounted(BulkReport report) {
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .isEqualTo(report.read());
  }

  static List<String> ids(List<BulkFailure> failures, Outcome outcome) {
    return failures.stream()
        .filter(failure -> failure.outcome() == outcome)
        .map(BulkFailure::id)
        .toList();
  }
}
