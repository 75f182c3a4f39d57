package io.pinelink.copy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server with the empty indexes {@code docs} and {@code copy}. */
final class TwoIndexes implements BeforeEachCallback, AfterAllCallback {
  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Pinelink client = server.clientBuilder().build();

  EmbeddedPinecone server() {
    return server;
  }

  Index index(String name) {
    return client.index(name);
  }

  static Vector vector(int i, float y) {
    return Vector.of("v" + i, new float[] {i, y});
  }

  /** Loads vectors of two values, {@code v0} and so on. */
  static void fill(Index index, int from, int to) {
    var unused =
        index.bulkUpsert(
            BulkSource.of(IntStream.range(from, to).mapToObj(i -> vector(i, 1))),
            BulkOptions.defaults());
  }

  static List<String> ids(Index index) {
    return index.listAllIds().stream().toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server.reset();
    var unused = Indexes.create(client, "docs", Metric.DOT_PRODUCT);
    unused = Indexes.create(client, "copy", Metric.DOT_PRODUCT);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    server.close();
  }
}
