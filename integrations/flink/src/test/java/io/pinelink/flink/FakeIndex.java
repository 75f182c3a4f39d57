package io.pinelink.flink;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Vector;
import io.pinelink.spi.response.BulkReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An index whose bulk operations a test controls. By default they accept everything. */
final class FakeIndex implements OpenIndex {
  private static final int BYTES_EACH = 10;

  final List<FakeNamespaceWriter> writers = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  long room = Long.MAX_VALUE;
  boolean settlesAtOnce = true;

  @Override
  public CompletableFuture<BulkReport> bulkUpsert(
      String namespace, BulkSource<Vector> source, BulkOptions options) {
    FakeNamespaceWriter writer = new FakeNamespaceWriter(namespace, options);
    writers.add(writer);
    source.publisher().orElseThrow().subscribe(writer);
    return writer.report;
  }

  @Override
  public void close() {
    events.add("closed");
  }

  FakeNamespaceWriter last() {
    return writers.get(writers.size() - 1);
  }

  final class FakeNamespaceWriter implements Flow.Subscriber<Vector> {
    final String namespace;
    final BulkOptions options;
    final List<String> ids = new ArrayList<>();
    final List<BulkFailure> failures = new ArrayList<>();
    final CompletableFuture<BulkReport> report = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    FakeNamespaceWriter(String namespace, BulkOptions options) {
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
        end(BulkOutcome.COMPLETE, null);
      }
    }

    void fail(String id, BulkFailure.Outcome outcome, Throwable reason) {
      BulkFailure failure = BulkReports.failure(id, ids.indexOf(id), outcome, reason);
      failures.add(failure);
      options.listener().failed(failure);
    }

    void end(BulkOutcome ending, @Nullable Throwable cause) {
      if (subscription != null && ending != BulkOutcome.COMPLETE) {
        subscription.cancel();
      }
      progress();
      report.complete(
          BulkReports.report(
              ending,
              0,
              ids.size(),
              accepted(),
              count(BulkFailure.Outcome.REJECTED),
              count(BulkFailure.Outcome.UNKNOWN),
              count(BulkFailure.Outcome.UNSENT),
              accepted() * BYTES_EACH,
              Duration.ZERO,
              failures,
              Optional.ofNullable(cause)));
    }

    void progress() {
      options
          .listener()
          .progress(
              new BulkProgress(
                  0,
                  ids.size(),
                  accepted(),
                  count(BulkFailure.Outcome.REJECTED),
                  count(BulkFailure.Outcome.UNKNOWN),
                  count(BulkFailure.Outcome.UNSENT),
                  accepted() * BYTES_EACH,
                  0,
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

    private long count(BulkFailure.Outcome outcome) {
      return failures.stream().filter(failure -> failure.outcome() == outcome).count();
    }
  }
}
