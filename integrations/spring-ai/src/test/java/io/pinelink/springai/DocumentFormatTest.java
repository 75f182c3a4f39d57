package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.util.MimeTypeUtils;

class DocumentFormatTest {
  private static final DocumentFormat FORMAT = new DocumentFormat("text", "distance");

  private static Document roundTrip(Map<String, Object> metadata) {
    Document written = Document.builder().id("a").text("tere").metadata(metadata).build();
    return FORMAT.decode("a", FORMAT.encode(written).asMap(), 0.5);
  }

  @Test
  void metadataSurvivesARoundTrip() {
    Map<String, Object> metadata =
        Map.of(
            "text-like",
            "ä😀",
            "integer",
            -7,
            "max",
            Integer.MAX_VALUE,
            "long",
            Integer.MAX_VALUE + 1L,
            "exact",
            1L << 53,
            "double",
            0.1,
            "true",
            true,
            "tags",
            List.of("a", "b"),
            "none",
            List.of());
    Document read = roundTrip(metadata);
    assertThat(read.getMetadata()).isEqualTo(metadata);
    assertThat(read.getText()).isEqualTo("tere");
    assertThat(read.getId()).isEqualTo("a");
    assertThat(read.getScore()).isEqualTo(0.5);
  }

  @Test
  void someTypesAreConverted() {
    UUID id = new UUID(1, 2);
    assertThat(
            roundTrip(
                    Map.of(
                        "small",
                        5L,
                        "whole",
                        2.0,
                        "float",
                        0.5f,
                        "id",
                        id,
                        "mode",
                        MetadataMode.EMBED,
                        "set",
                        Set.of("a"),
                        "array",
                        new String[] {"b"},
                        "ids",
                        List.of(id)))
                .getMetadata())
        .isEqualTo(
            Map.of(
                "small",
                5,
                "whole",
                2,
                "float",
                0.5,
                "id",
                id.toString(),
                "mode",
                "EMBED",
                "set",
                List.of("a"),
                "array",
                List.of("b"),
                "ids",
                List.of(id.toString())));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void unsupportedValuesAreRefusedWithTheirKey(Object value) {
    Document document = Document.builder().id("a").text("t").metadata("k", value).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.encode(document))
        .withMessageContaining("metadata 'k'")
        .withMessageContaining("expected");
  }

  static List<Object> refused() {
    return List.of(
        (1L << 53) + 1,
        Long.MIN_VALUE,
        Double.NaN,
        Float.POSITIVE_INFINITY,
        BigDecimal.ONE,
        Map.of("nested", 1),
        List.of(1, 2),
        Arrays.asList("a", null));
  }

  @Test
  void aNullIsRefusedWithItsKey() {
    Document document = new Document("a", "t", Map.of());
    document.getMetadata().put("k", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.encode(document))
        .withMessageContaining("metadata 'k' of document 'a' is null");
  }

  @Test
  void theKeyOfTheTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.encode(new Document("a", "t", Map.of("text", "other"))))
        .withMessageContaining("metadata 'text'")
        .withMessageContaining("contentFieldName");
  }

  @Test
  void aDocumentWithMediaIsRefusedWithItsId() {
    Document image =
        new Document("a", new Media(MimeTypeUtils.IMAGE_PNG, URI.create("file:/a.png")), Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FORMAT.encode(image))
        .withMessageContaining("document 'a' has a medium");
  }

  @Test
  void aStoredVectorWithoutTextHasAnEmptyOne() {
    assertThat(FORMAT.decode("a", Map.of("k", 1.0), 1).getText()).isEmpty();
  }
}
