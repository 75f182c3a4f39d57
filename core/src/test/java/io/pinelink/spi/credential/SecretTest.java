package io.pinelink.spi.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final String ODD = "a+b/c=\"d\\e&f<g>'h%i~j";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pcsk_4x7Qd_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd",
        "123e4567-e89b-12d3-a456-426614174000",
        "12345678",
        ODD
      })
  void isMaskedInEachOfItsForms(String value) {
    Secret secret = Secret.of("apiKey", value);

    assertThat(secret.mask("got " + value + "!")).isEqualTo("got ***!");
    assertThat(secret.mask(value + value)).isEqualTo("******");
    assertThat(secret.mask(value.toLowerCase(Locale.ROOT) + ": no such header"))
        .isEqualTo("***: no such header");
    assertThat(secret.mask("/x?k=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&y"))
        .isEqualTo("/x?k=***&y");
    assertThat(secret.mask("{\"k\":\"" + json(value) + "\"}")).isEqualTo("{\"k\":\"***\"}");
    assertThat(secret.mask("<b>" + html(value) + "</b>")).isEqualTo("<b>***</b>");
  }

  private static String json(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("/", "\\/")
        .replace("<", "\\u003C")
        .replace("'", "\\u0027");
  }

  private static String html(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Test
  void isMaskedInsideBase64() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      String value = text(random, 8 + random.nextInt(70));
      Secret secret = Secret.of("apiKey", value);
      byte[] head =
          (text(random, random.nextInt(9)) + value + text(random, random.nextInt(9)))
              .getBytes(StandardCharsets.US_ASCII);
      String shown = secret.mask("x " + Base64.getEncoder().encodeToString(head) + " y");
      String forUrls = secret.mask("x " + Base64.getUrlEncoder().encodeToString(head) + " y");

      assertThat(shown).as(value).contains("***");
      assertThat(forUrls).as(value).contains("***");
      // At each end, a character of Base64 may hold bits of a neighbour too.
      assertThat(shown.replaceAll("[x y=]", "").length())
          .as(value)
          .isLessThanOrEqualTo((head.length - value.length()) * 8 / 6 + 3 + "***".length() + 2);
    }
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt('!', '~' + 1));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "me", "vector", "1234567"})
  void isNotMaskedIfItIsTooShort(String value) {
    Secret secret = Secret.of("apiKey", value);
    String text = "a name of a vector: 1234567";

    assertThat(secret.mask(text)).isEqualTo(text);
    assertThat(secret.shortfall())
        .contains("apiKey has " + value.length() + " characters, expected at least 8");
  }

  @Test
  void isNeverPrinted() {
    assertThat(Secret.of("apiKey", "12345678")).hasToString("***");
    assertThat(Secret.of("apiKey", "12345678").shortfall()).isEmpty();
  }
}
