package io.pinelink.flink;

import io.pinelink.ingest.IngestEnding;
import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An index whose ingests do what a test says; by default they accept all. */
final class FakeIndex implements OpenIndex {
  private static final int BYTES_EACH = 10;

  final List<FakeIngest> ingests = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  long room = Long.MAX_VALUE;
  boolean settlesAtOnce = true;

  @Override
  public CompletableFuture<IngestReport> ingest(
      String namespace, IngestSource<Vector> source, IngestOptions options) {
    FakeIngest ingest = new FakeIngest(namespace, options);
    ingests.add(ingest);
    Objects.requireNonNull(source.publisher()).subscribe(ingest);
    return ingest.report;
  }

  @Override
  public void close() {
    events.add("closed");
  }

  FakeIngest last() {
    return ingests.get(ingests.size() - 1);
  }

  final class FakeIngest implements Flow.Subscriber<Vector> {
    final String namespace;
    final IngestOptions options;
    final List<String> ids = new ArrayList<>();
    final List<IngestFailure> failures = new ArrayList<>();
    final CompletableFuture<IngestReport> report = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    FakeIngest(String namespace, IngestOptions options) {
      this.namespace = namespace;
      this.options = options;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(room);
    }

    @Override
    public void onNext(Vector vector) {
      ids.add(vector.id());
      events.add(vector.id());
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      events.add("end of " + namespace);
      if (settlesAtOnce) {
        end(IngestEnding.COMPLETE, null);
      }
    }

    void fail(String id, IngestFailure.Outcome outcome, Throwable reason) {
      IngestFailure failure = new IngestFailure(id, ids.indexOf(id), outcome, reason);
      failures.add(failure);
      options.listener().failed(failure);
    }

    void end(IngestEnding ending, @Nullable Throwable cause) {
      if (subscription != null && ending != IngestEnding.COMPLETE) {
        subscription.cancel();
      }
      progress();
      report.complete(
          new IngestReport(
              ending,
              0,
              ids.size(),
              accepted(),
              count(IngestFailure.Outcome.REJECTED),
              count(IngestFailure.Outcome.UNKNOWN),
              count(IngestFailure.Outcome.UNSENT),
              accepted() * BYTES_EACH,
              Duration.ZERO,
              failures,
              cause));
    }

    void progress() {
      options
          .listener()
          .progress(
              new IngestProgress(
                  0,
                  ids.size(),
                  accepted(),
                  count(IngestFailure.Outcome.REJECTED),
                  count(IngestFailure.Outcome.UNKNOWN),
                  count(IngestFailure.Outcome.UNSENT),
                  accepted() * BYTES_EACH,
                  0,
                  0,
                  1,
                  Duration.ZERO,
                  0,
                  0,
                  OptionalLong.empty()));
    }

    private long accepted() {
      return (long) ids.size() - failures.size();
    }

    private long count(IngestFailure.Outcome outcome) {
      return failures.stream().filter(failure -> failure.outcome() == outcome).count();
    }
  }
}
