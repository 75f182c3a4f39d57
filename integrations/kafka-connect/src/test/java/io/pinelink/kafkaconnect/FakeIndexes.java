package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Indexes whose writers take changes, and whose outcomes the test decides. */
final class FakeIndexes implements TaskIndexes {
  final List<FakeWriter> writers = new ArrayList<>();
  int capacity = Integer.MAX_VALUE;
  @Nullable RuntimeException checkFails;
  boolean closed;

  static PinelinkException failure(NetworkCause cause) {
    var route =
        new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
            .toHost("docs-a1.svc.aped-1.pinecone.io");
    return Failures.transport(new FailedCall("upsert", route, 1), cause, false, "no", null);
  }

  static PinelinkException outage() {
    return failure(NetworkCause.CONNECTION_REFUSED);
  }

  FakeWriter last() {
    return writers.get(writers.size() - 1);
  }

  @Override
  public void check(String name) {
    if (checkFails != null) {
      throw checkFails;
    }
  }

  @Override
  public BulkWriter<PendingRecord> writer(String name, BulkWriterListener<PendingRecord> listener) {
    if (checkFails != null) {
      throw checkFails;
    }
    writers.add(new FakeWriter(name, listener));
    return last();
  }

  @Override
  public long publicCalls() {
    return 0;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A writer that keeps what it took. */
  final class FakeWriter implements BulkWriter<PendingRecord> {
    final String index;
    final List<PendingRecord> taken = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    final List<BulkChange> changes = new ArrayList<>();
    boolean stopped;
    CompletableFuture<@Nullable Void> callsEnded = CompletableFuture.completedFuture(null);
    int decided;
    CompletableFuture<BulkReport> flushed = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> writable = new CompletableFuture<>();
    @Nullable PinelinkException failure;
    private final BulkWriterListener<PendingRecord> listener;

    private FakeWriter(String index, BulkWriterListener<PendingRecord> listener) {
      this.index = index;
      this.listener = listener;
    }

    void settle(int... positions) {
      for (int i : positions) {
        decided++;
        listener.settled(taken.get(i));
      }
    }

    void refuse(int i, String reason) {
      decided++;
      listener.refused(
          taken.get(i),
          new BulkReports.BulkFailureResult(
              ids.get(i), i, BulkFailure.Outcome.REJECTED, new IllegalArgumentException(reason)));
    }

    @Override
    public void write(BulkChange change, PendingRecord context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Optional<ConsistencyToken>> send(BulkChange change) {
      throw new AssertionError("a task needs no futures");
    }

    @Override
    public boolean offer(BulkChange change, PendingRecord context) {
      if (failure != null) {
        throw failure;
      }
      if (taken.size() - decided >= capacity) {
        return false;
      }
      taken.add(context);
      ids.add(change.id());
      changes.add(change);
      return true;
    }

    @Override
    public CompletableFuture<@Nullable Void> whenWritable() {
      return writable;
    }

    @Override
    public CompletableFuture<BulkReport> flush() {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      return flushed;
    }

    @Override
    public void cancel() {
      stopped = true;
    }

    @Override
    public CompletableFuture<@Nullable Void> stop() {
      stopped = true;
      return callsEnded;
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }
}
