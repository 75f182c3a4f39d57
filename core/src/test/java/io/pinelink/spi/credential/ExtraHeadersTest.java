package io.pinelink.spi.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraHeadersTest {
  private static final String SECRET = "t0p-Secret/1";

  private static Map<String, String> content(ExtraHeaders headers) {
    Map<String, String> content = new LinkedHashMap<>();
    headers.forEach(content::put);
    return content;
  }

  @Test
  void namesAreSentInLowerCaseAndTheLastValueOfANameCounts() {
    ExtraHeaders headers =
        ExtraHeaders.none().with("X-Team", "a").with("x_2.b", "~ !").with("x-team", "b");

    assertThat(content(headers))
        .containsExactly(Map.entry("x-team", "b"), Map.entry("x_2.b", "~ !"));
    assertThat(headers.names()).containsExactly("x-team", "x_2.b");
    assertThat(content(ExtraHeaders.of(Map.of("X-Team", "a")))).isEqualTo(Map.of("x-team", "a"));
  }

  @Test
  void headersReplaceOthersOfTheSameName() {
    ExtraHeaders client = ExtraHeaders.none().with("x-a", "1").with("x-b", "2");
    ExtraHeaders call = ExtraHeaders.none().with("x-b", "3").with("x-c", "4");

    assertThat(content(client.and(call))).isEqualTo(Map.of("x-a", "1", "x-b", "3", "x-c", "4"));
    assertThat(client.and(ExtraHeaders.none())).isSameAs(client);
    assertThat(ExtraHeaders.none().and(call)).isSameAs(call);
    assertThat(content(client)).isEqualTo(Map.of("x-a", "1", "x-b", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x y", "x:y", ":path", "x\r\nhost", "x-ü", "x\u0000", "x/y"})
  void aNameWithAnotherCharacterIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with(name, SECRET))
        .withMessageStartingWith("header name ")
        .withMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "te",
        "Content-Type",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "accept",
        "grpc-timeout",
        "grpc-x",
        "upgrade",
        "expect"
      })
  void aHeaderOfTheProtocolsIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with(name, SECRET))
        .withMessage(
            "header '" + name.toLowerCase(java.util.Locale.ROOT) + "' is set by the client");
  }

  @ParameterizedTest
  @CsvSource({
    "Api-Key, apiKey",
    "Authorization, clientCredentials",
    "User-Agent, sourceTag",
    "X-Pinecone-Api-Version, apiVersion",
    "Proxy-Authorization, proxy"
  })
  void aHeaderThatHasAnOptionIsRefusedWithItsName(String name, String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with(name, SECRET))
        .withMessageContaining("is set by the client: use ")
        .withMessageContaining(option)
        .withMessageNotContaining(SECRET);
  }

  @Test
  void aNameOfBinaryValuesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with("trace-bin", SECRET))
        .withMessageContaining("ends in -bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        SECRET + "\r",
        SECRET + "\nx: y",
        SECRET + "\t",
        SECRET + "é",
        " " + SECRET,
        SECRET + " ",
        SECRET + "\u007f"
      })
  void aValueThatAHeaderCannotCarryIsRefusedAndNotShown(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with("X-Gate", value))
        .withMessageStartingWith("value of header 'x-gate' ")
        .withMessageNotContaining(SECRET);
  }

  @Test
  void allNamesAndValuesHaveAtMost8KiB() {
    ExtraHeaders full = ExtraHeaders.none().with("x", "v".repeat(8_191));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.with("y", SECRET))
        .withMessageContaining("headers [x, y] have")
        .withMessageContaining("expected at most 8192")
        .withMessageNotContaining(SECRET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.and(ExtraHeaders.none().with("y", SECRET)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraHeaders.none().with("x".repeat(9_000), "v"))
        .withMessage("header name has 9000 characters, expected at most 8192");
  }

  @Test
  void valuesAndTheirWordsAreMaskedTheLongestFirst() {
    ExtraHeaders headers =
        ExtraHeaders.none()
            .with("x-short", "12345678")
            .with("x-long", "12345678-and-more")
            .with("x-token", "Bearer " + SECRET)
            .with("x-tiny", "1234567");

    assertThat(headers.mask("12345678-and-more, 12345678, " + SECRET + ", t0p-secret%2f1, 1234567"))
        .isEqualTo("***, ***, ***, ***, 1234567");
    assertThat(ExtraHeaders.none().mask("any text")).isEqualTo("any text");
  }

  @Test
  void onlyNamesArePrinted() {
    assertThat(ExtraHeaders.none().with("x-gate", SECRET)).hasToString("ExtraHeaders[x-gate]");
  }
}
