package io.pinelink.testing.internal;

import io.pinelink.DocumentIndex;
import io.pinelink.Paged;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Fields;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.IndexFamily;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The data of files for the real service. An embedded server reads the files, as for other tests,
 * and the client copies what it has read. Texts that an index embeds are embedded by the service.
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
      data.load(server, index.name());
      String namespace = data.data().namespace();
      if (index.family().equals(IndexFamily.DOCUMENTS)) {
        DocumentIndex source = client.documents(index.name()).namespace(namespace);
        target.documents(index.name()).bulkUpsert(BulkSource.of(source.scan()), options);
      } else {
        Paged<Vector> source = client.index(index.name()).namespace(namespace).scan();
        Predicate<Vector> hasText =
            vector -> index.embeddedField().flatMap(vector.metadata()::string).isPresent();
        if (index.family().equals(IndexFamily.RECORDS)) {
          target
              .records(index.name())
              .bulkUpsert(
                  BulkSource.of(source.stream().filter(hasText).map(LiveData::textRecord)),
                  options);
        }
        target
            .vectors(index.name())
            .bulkUpsert(BulkSource.of(source.stream().filter(hasText.negate())), options);
      }
    }
  }

  private static TextRecord textRecord(Vector vector) {
    return new TextRecord(vector.id(), Fields.copyOf(vector.metadata().asMap()));
  }
}
