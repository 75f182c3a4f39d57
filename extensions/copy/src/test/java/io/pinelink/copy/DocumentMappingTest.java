package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.documents.Document;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentMappingTest {
  private static final SparseValues SPARSE =
      SparseValues.of(new int[] {3, -1}, new float[] {0.5f, 2});

  @Test
  void valuesAndMetadataBecomeFields() {
    Vector vector =
        Vector.builder("a")
            .values(1, 2)
            .sparseValues(SPARSE)
            .metadata(
                Metadata.builder()
                    .put("chunk_text", "ebb")
                    .put("year", 2026)
                    .put("draft", false)
                    .put("tags", List.of("x", ""))
                    .put("internal", "gone")
                    .build())
            .build();

    Document document =
        DocumentMapping.builder()
            .denseField("embedding")
            .sparseField("terms")
            .textField("chunk_text", "body")
            .field("year", "published")
            .drop(List.of("internal"))
            .build()
            .apply(vector);

    assertThat(document)
        .isEqualTo(
            Document.builder("a")
                .put("embedding", new float[] {1, 2})
                .put("terms", SPARSE)
                .put("body", "ebb")
                .put("published", 2026)
                .put("draft", false)
                .put("tags", List.of("x", ""))
                .build());
  }

  @Test
  void valuesWithoutAFieldAreRefused() {
    DocumentMapping mapping = DocumentMapping.denseTo("embedding");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping.apply(Vector.builder("a").values(1).sparseValues(SPARSE).build()))
        .withMessage("vector 'a' has sparse values, but the mapping has no field for them");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> mapping.apply(Vector.of("a", new float[] {1}, Metadata.of("embedding", 1))))
        .withMessage("vector 'a' has two values for the field 'embedding'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping.apply(Vector.of("a", new float[] {1}, Metadata.of("_score", 1))))
        .withMessageContaining("field name is '_score'");
  }

  @Test
  void aTextFieldTakesStringsOnly() {
    DocumentMapping mapping =
        DocumentMapping.builder().denseField("embedding").textField("text", "body").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping.apply(Vector.of("a", new float[] {1}, Metadata.of("text", 1))))
        .withMessage(
            "metadata 'text' of vector 'a' is no string, expected one for the text field 'body'");
  }

  @Test
  void mappingsThatContradictThemselvesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapping.builder().denseField("v").sparseField("v").build())
        .withMessage("two parts of a vector are mapped to the field 'v'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapping.builder().field("a", "x").textField("b", "x").build())
        .withMessage("two parts of a vector are mapped to the field 'x'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapping.builder().field("a", "x").drop(List.of("a")).build())
        .withMessage("metadata 'a' is mapped to the field 'x' and dropped");
  }
}
