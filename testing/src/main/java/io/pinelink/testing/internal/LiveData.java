package io.pinelink.testing.internal;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.routing.IndexFamily;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;

/**
 * The data of files for the real service. An embedded server reads the files, as for other tests,
 * and the client copies what it has read.
 */
final class LiveData {
  private static final Duration VISIBLE = Duration.ofMinutes(2);

  private LiveData() {}

  /** Writes data to the namespace of a test, and waits until it is visible. */
  static void load(SeedData data, IndexDeclaration index, OpenedIndexes target) {
    BulkOptions options = BulkOptions.builder().awaitVisible(VISIBLE).build();
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      index.ensure(client.controlPlane(), VISIBLE);
      data.inFolder(folder -> server.seed(index.name(), folder));
      String namespace = data.data().namespace();
      if (index.family().equals(IndexFamily.DOCUMENTS)) {
        DocumentIndex source = client.documents(index.name()).namespace(namespace);
        target
            .documents(index.name())
            .bulkUpsert(BulkSource.of(source.scan(ListDocumentsRequest.all())), options);
      } else {
        Index source = client.index(index.name()).namespace(namespace);
        target
            .vectors(index.name())
            .bulkUpsert(BulkSource.of(source.scan(ListIdsRequest.all())), options);
      }
    }
  }
}
