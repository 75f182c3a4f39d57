package io.pinelink.flink;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.ingest.IngestOptions;
import io.pinelink.ingest.IngestReport;
import io.pinelink.ingest.IngestSource;
import io.pinelink.model.Vector;
import java.util.concurrent.CompletableFuture;

/** The index that a writer writes to, with the client that is its own. */
interface OpenIndex extends AutoCloseable {
  /** Begins an ingest into a namespace. */
  CompletableFuture<IngestReport> ingest(
      String namespace, IngestSource<Vector> source, IngestOptions options);

  /** Closes the client. */
  @Override
  void close();

  /** An index of a client that this closes. */
  static OpenIndex of(Pinelink client, Index index) {
    return new OpenIndex() {
      @Override
      public CompletableFuture<IngestReport> ingest(
          String namespace, IngestSource<Vector> source, IngestOptions options) {
        return index.namespace(namespace).async().ingest(source, options);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
