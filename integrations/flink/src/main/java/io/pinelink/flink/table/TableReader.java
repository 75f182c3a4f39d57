package io.pinelink.flink.table;

import io.pinelink.Pinelink;
import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.internal.ConnectorMetrics;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** An index that one task reads, with the task's own client and metrics. */
final class TableReader implements AutoCloseable {
  private final Pinelink client;
  private final IndexReader reader;
  private final Counter calls = new ThreadSafeSimpleCounter();
  private final Counter errors = new ThreadSafeSimpleCounter();
  private final Counter millis = new ThreadSafeSimpleCounter();

  private TableReader(Pinelink client, IndexReader reader) {
    this.client = client;
    this.reader = reader;
  }

  /**
   * Opens the index on a worker.
   *
   * @throws IOException if the client cannot be created, the index does not exist, or it cannot be
   *     reached on a route that the policy allows
   */
  static TableReader open(WorkerOptions options, ItemRows rows, MetricGroup group)
      throws IOException {
    IndexTarget target = options.withoutSecrets().target();
    Pinelink client = options.create();
    try {
      var unused = target.sink(client).verify();
      IndexReader reader =
          target.kind() == IndexTarget.Kind.DOCUMENTS
              ? new DocumentIndexReader(target.documents(client).async(), rows)
              : new VectorIndexReader(target.vectors(client).async(), rows);
      TableReader table = new TableReader(client, reader);
      table.register(group);
      return table;
    } catch (RuntimeException e) {
      client.close();
      throw new IOException("index " + target + " could not be opened: " + e.getMessage(), e);
    }
  }

  private void register(MetricGroup group) {
    group.counter("numCalls", calls);
    group.counter("numCallErrors", errors);
    group.counter("callTimeMs", millis);
    group.gauge("numPublicCalls", () -> ConnectorMetrics.publicCalls(client));
  }

  IndexReader index() {
    return reader;
  }

  /** Makes a call and counts it. */
  <T> CompletableFuture<T> measured(Supplier<CompletableFuture<T>> call) {
    long start = System.nanoTime();
    calls.inc();
    return call.get()
        .whenComplete(
            (result, failure) -> {
              millis.inc((System.nanoTime() - start) / 1_000_000);
              if (failure != null) {
                errors.inc();
              }
            });
  }

  @Override
  public void close() {
    client.close();
  }
}
