package io.pinelink.flink;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Vector;
import java.util.concurrent.CompletableFuture;

/** The index that a writer writes to, with the writer's own client. */
interface OpenIndex extends AutoCloseable {
  /** Starts a bulk operation into a namespace. */
  CompletableFuture<BulkReport> bulkUpsert(
      String namespace, BulkSource<Vector> source, BulkOptions options);

  /** Closes the client. */
  @Override
  void close();

  /** Returns an index whose client is closed with it. */
  static OpenIndex of(Pinelink client, Index index) {
    return new OpenIndex() {
      @Override
      public CompletableFuture<BulkReport> bulkUpsert(
          String namespace, BulkSource<Vector> source, BulkOptions options) {
        return index.namespace(namespace).async().bulkUpsert(source, options);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
