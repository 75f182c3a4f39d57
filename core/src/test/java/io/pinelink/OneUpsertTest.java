package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the check of the items that fit into one upsert. */
class OneUpsertTest extends ClientScene {
  private static List<Vector> vectors(int count, int dimension) {
    return Collections.nCopies(count, Vector.of("id", new float[dimension]));
  }

  private static List<Document> documents(int count, int characters) {
    return Collections.nCopies(
        count, Document.builder("id").put("text", "a".repeat(characters)).build());
  }

  @Test
  void vectorsFitUpToTheMaxCountAndBytes() {
    grpc.bounding =
        request ->
            ((UpsertRequest) request)
                .vectors().stream().mapToLong(vector -> 100 + 16L * vector.dimension()).sum();
    try (Pinelink client = builder().build()) {
      Index index = client.indexAt(PUBLIC);
      assertThat(index.fitsOneUpsert(vectors(1_000, 100))).isTrue();
      assertThat(index.fitsOneUpsert(vectors(1_001, 1))).isFalse();
      assertThat(index.fitsOneUpsert(vectors(1_000, 125))).isFalse();
      assertThat(index.fitsOneUpsert(List.of())).isFalse();
    }
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void documentsFitUpToTheMaxCountAndBytes() {
    rest.bounding =
        request ->
            ((UpsertDocumentsRequest) request)
                .documents().stream()
                    .mapToLong(document -> 100L + document.fields().toJson().length())
                    .sum();
    try (Pinelink client = builder().build()) {
      DocumentIndex index = client.documentsAt(PUBLIC);
      assertThat(index.fitsOneUpsert(documents(1_000, 1_500))).isTrue();
      assertThat(index.fitsOneUpsert(documents(1_001, 1))).isFalse();
      assertThat(index.fitsOneUpsert(documents(1_000, 2_000))).isFalse();
      assertThat(index.fitsOneUpsert(List.of())).isFalse();
    }
    assertThat(rest.hasNoCall()).isTrue();
  }
}
