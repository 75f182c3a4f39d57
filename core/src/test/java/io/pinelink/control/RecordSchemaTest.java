package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.documents.DocumentField;
import io.pinelink.documents.FullText;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ArrayRecordComponent") // The mapper supports arrays.
class RecordSchemaTest {
  private record Note(
      String id,
      @FullText String title,
      @FullText(language = "de", stemming = true, stopWords = true) @DocumentField(name = "body")
          Optional<String> text,
      @DocumentField(name = "meaning", dimension = 384) float[] embedding,
      Optional<SparseValues> keywords,
      int year,
      List<String> tags,
      String author) {}

  @Test
  void vectorsAndFullTextAreDeclaredAndMetadataIsNot() {
    assertThat(IndexSchema.of(Note.class))
        .isEqualTo(
            IndexSchema.builder()
                .text("title", FullTextSearch.defaults())
                .text(
                    "body",
                    FullTextSearch.defaults().withLanguage("de").withStemming().withStopWords())
                .denseVector("meaning", 384, Metric.COSINE)
                .sparseVector("keywords")
                .build());
  }

  private record Distant(
      String id, @DocumentField(dimension = 8, metric = "euclidean") DenseValues place) {}

  @Test
  void theAnnotationSetsTheMetric() {
    assertThat(IndexSchema.of(Distant.class))
        .isEqualTo(IndexSchema.builder().denseVector("place", 8, Metric.EUCLIDEAN).build());
  }

  private record NoDimension(String id, float[] a) {}

  private record UnknownMetric(
      String id, @DocumentField(dimension = 8, metric = "hamming") float[] a) {}

  private record TwoDense(
      String id,
      @DocumentField(dimension = 8) float[] a,
      @DocumentField(dimension = 8) float[] b) {}

  private record OnlyMetadata(String id, String a) {}

  private record StopWordsAlone(String id, @FullText(stopWords = true) String a) {}

  private record Negative(String id, @DocumentField(dimension = -1) float[] a) {}

  @Test
  void aSchemaThatTheServiceWouldRefuseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(NoDimension.class))
        .withMessage(
            "field 'a' of "
                + NoDimension.class.getName()
                + " has no dimension, expected @DocumentField(dimension = 1 to 20000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(UnknownMetric.class))
        .withMessageContaining("'hamming', expected cosine, dotproduct or euclidean");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(TwoDense.class))
        .withMessageContaining("[a, b], expected at most one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(OnlyMetadata.class))
        .withMessage("schema has no fields, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(StopWordsAlone.class))
        .withMessageContaining("without stemming");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSchema.of(Negative.class))
        .withMessage("dimension of schema field 'a' is -1, expected 1 to 20000");
  }
}
