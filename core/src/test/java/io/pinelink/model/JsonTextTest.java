package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Test
  void metadataPrintsAsJsonInTheOrderOfKeys() {
    Metadata metadata =
        Metadata.builder()
            .put("lang", "et")
            .put("pages", 312)
            .put("score", 0.25)
            .put("draft", false)
            .put("tags", List.of("a", "b"))
            .build();

    assertThat(metadata.toJson())
        .isEqualTo(
            "{\"lang\":\"et\",\"pages\":312,\"score\":0.25,\"draft\":false,"
                + "\"tags\":[\"a\",\"b\"]}");
    assertThat(Metadata.empty().toJson()).isEqualTo("{}");
  }

  @Test
  void fieldsPrintEveryKind() {
    Fields fields =
        Fields.builder()
            .putNull("none")
            .put("list", Arrays.<Object>asList(1, null, List.of()))
            .put("inner", Fields.empty())
            .build();

    assertThat(fields.toJson()).isEqualTo("{\"none\":null,\"list\":[1,null,[]],\"inner\":{}}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0.0",
    "9007199254740992, 9007199254740992",
    "1e300, 1.0E300",
    "5e-324, 4.9E-324",
    "-17, -17",
  })
  void numbersKeepTheirValue(double number, String text) {
    assertThat(Metadata.builder().put("n", number).build().toJson())
        .isEqualTo("{\"n\":" + text + "}");
    assertThat(Double.parseDouble(text)).isEqualTo(number);
  }

  @Test
  void textsAreEscapedAsJsonRequires() {
    String text = "\"\\\n\r\t\b\f\u0001õ\uD83D\uDE00\uD83D";

    // Half a pair can come from a service alone.
    assertThat(VectorResponses.metadata(new HashMap<>(Map.of("k", text))).toJson())
        .isEqualTo("{\"k\":\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001õ\uD83D\uDE00\\ud83d\"}");
  }
}
