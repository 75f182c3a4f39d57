package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestFailure.Outcome;
import io.pinelink.ingest.IngestListener;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * An engine with a target that is told what to answer, and a clock that stands still until told.
 */
abstract class EngineScene {
  final FakeTime time = new FakeTime();
  final ConcurrencyLimiters limiters = new ConcurrencyLimiters(time, time::now, () -> 1);
  final ScriptedTarget target = new ScriptedTarget();
  final List<IngestFailure> failures = new ArrayList<>();
  final List<IngestProgress> progress = new ArrayList<>();
  final List<IngestReport> reports = new ArrayList<>();
  final IngestListener listener =
      new IngestListener() {
        @Override
        public void progress(IngestProgress now) {
          progress.add(now);
        }

        @Override
        public void failed(IngestFailure failure) {
          failures.add(failure);
        }

        @Override
        public void ended(IngestReport report) {
          reports.add(report);
        }
      };

  IngestOptions.Builder options() {
    return IngestOptions.builder().maxBatchItems(2).collectFailures().listener(listener);
  }

  CompletableFuture<IngestReport> ingest(IngestOptions options, Iterator<String> words) {
    return ingest(options, source(words));
  }

  CompletableFuture<IngestReport> ingest(IngestOptions options, IngestSource<String> source) {
    return new Engine<>(target, source, options, limiters, Runnable::run).start(Runnable::run);
  }

  CompletableFuture<IngestReport> ingest(IngestOptions options, String... words) {
    return ingest(options, List.of(words).iterator());
  }

  static IngestSource<String> source(Iterator<String> words) {
    return Sources.of(words);
  }

  static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
  }

  static void assertAccounted(IngestReport report) {
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .isEqualTo(report.read());
  }

  static List<String> ids(List<IngestFailure> failures, Outcome outcome) {
    return failures.stream()
        .filter(failure -> failure.outcome() == outcome)
        .map(IngestFailure::id)
        .toList();
  }
}
