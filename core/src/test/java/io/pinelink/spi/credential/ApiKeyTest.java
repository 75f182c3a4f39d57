package io.pinelink.spi.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  @Test
  void isNeverPrinted() {
    ApiKey key = new ApiKey("s3cret-key");
    assertThat(key).hasToString("ApiKey[***]").isEqualTo(new ApiKey("s3cret-key"));
    assertThat(key).isNotEqualTo(new ApiKey("other")).hasSameHashCodeAs(new ApiKey("s3cret-key"));
    assertThat(CredentialTest.headersOf(key)).isEqualTo(Map.of("api-key", "s3cret-key"));
    assertThat(key.mask("no s3cret-key here")).isEqualTo("no *** here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void isNotBlank(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ApiKey(text))
        .withMessage("apiKey is blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret-key ", "s3cret-key\r\n", "s3crét", "s3cret-key\u007f", "s3cret-key\0"})
  void fitsInAHeader(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ApiKey(text))
        .withMessageStartingWith("apiKey has a blank or a character outside ASCII at position ")
        .withMessageNotContaining("s3cr");
  }
}
