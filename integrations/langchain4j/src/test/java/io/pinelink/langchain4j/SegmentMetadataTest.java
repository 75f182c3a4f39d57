package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.segment.TextSegment;
import io.pinelink.model.Metadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMetadataTest {
  private final SegmentMetadata segments = new SegmentMetadata("text_segment");

  private static TextSegment segment(Map<String, ?> metadata) {
    return TextSegment.from("tere", dev.langchain4j.data.document.Metadata.from(metadata));
  }

  private TextSegment readBack(Map<String, ?> metadata) {
    return Objects.requireNonNull(segments.decode(segments.encode(segment(metadata)).asMap()));
  }

  @Test
  void theTextIsStoredAsMetadata() {
    assertThat(segments.encode(segment(Map.of("lang", "et"))).asMap())
        .containsOnly(Map.entry("text_segment", "tere"), Map.entry("lang", "et"));
  }

  @Test
  void segmentsSurviveARoundTrip() {
    TextSegment segment =
        segment(Map.<String, Object>of("empty", "", "page", 3, "share", 0.1, "nanos", 1L << 52));
    assertThat(segments.decode(segments.encode(segment).asMap())).isEqualTo(segment);
  }

  @Test
  void anIdentifierIsStoredAsText() {
    UUID id = UUID.fromString("00000000-0000-0001-0000-000000000002");
    TextSegment read = readBack(Map.of("id", id));
    assertThat(read.metadata().getString("id")).isEqualTo("00000000-0000-0001-0000-000000000002");
    assertThat(read.metadata().getUUID("id")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L << 53, Long.MAX_VALUE})
  void wholeNumbersSurviveARoundTrip(long number) {
    TextSegment read = readBack(Map.of("number", number));
    assertThat(read.metadata().getLong("number")).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(longs = {1746714878034235396L, -(1L << 53) - 1, Long.MAX_VALUE - 1})
  void aWholeNumberThatWouldBeRoundedIsRefused(long number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segments.encode(segment(Map.of("number", number))))
        .withMessageContaining("metadata 'number' is " + number)
        .withMessageContaining("use a string");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aNumberThatIsNotFiniteIsRefused(float number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segments.encode(segment(Map.of("number", number))))
        .withMessage("metadata 'number' is " + number + ", expected a finite number");
  }

  @Test
  void metadataWithTheKeyOfTheTextIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> segments.encode(segment(Map.of("text_segment", "a"))))
        .withMessageContaining("metadata 'text_segment' is the key of the text");
  }

  @Test
  void aVectorWithoutTextHasNoSegment() {
    assertThat(segments.decode(Map.of())).isNull();
    assertThat(segments.decode(Map.of("lang", "et"))).isNull();
    assertThat(segments.decode(Map.of("text_segment", " "))).isNull();
    assertThat(segments.decode(Map.of("text_segment", 7.0))).isNull();
  }

  @Test
  void valuesThatLangChain4jCannotHoldAreLeftOut() {
    Metadata stored =
        Metadata.builder()
            .put("text_segment", "tere")
            .put("draft", true)
            .put("tags", List.of("a", "b"))
            .put("page", 2.5)
            .build();
    assertThat(segments.decode(stored.asMap())).isEqualTo(segment(Map.of("page", 2.5)));
  }
}
