package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiddenCredentialsTest {
  private final HiddenCredentials hidden = new HiddenCredentials();

  private String placeholder(String key) {
    Map<String, String> headers = new HashMap<>();
    hidden.forEachHeader(new ApiKey(key), headers::put);
    return headers.getOrDefault("api-key", "");
  }

  private String revealed(String placeholder) {
    ByteBuf block = Unpooled.copiedBuffer("<" + placeholder + ">", US_ASCII);
    hidden.reveal(block, 1, placeholder.length());
    return block.toString(US_ASCII);
  }

  @Test
  void equalCredentialsHaveOnePlaceholderAndOthersAnother() {
    assertThat(placeholder("pcsk_0123")).isEqualTo(placeholder("pcsk_0123")).hasSize(9);
    assertThat(placeholder("pcsk_9876")).isNotEqualTo(placeholder("pcsk_0123"));
  }

  @Test
  void aPlaceholderIsReplacedAnywhere() {
    assertThat(revealed(placeholder("pcsk_0123"))).isEqualTo("<pcsk_0123>");
    assertThat(revealed("########")).isEqualTo("<########>");
  }

  @Test
  void extraHeadersAreHiddenUnlessTheyAreShort() {
    ExtraHeaders headers = ExtraHeaders.none().with("x-gate", "t0ken-01").with("x-team", "search");
    Map<String, String> shown = new HashMap<>();
    Map<String, String> again = new HashMap<>();

    hidden.forEachHeader(headers, shown::put);
    hidden.forEachHeader(headers, again::put);

    String placeholder = shown.getOrDefault("x-gate", "");
    assertThat(placeholder).hasSize(8).isNotEqualTo("t0ken-01");
    assertThat(shown).containsEntry("x-team", "search").isEqualTo(again);
    assertThat(revealed(placeholder)).isEqualTo("<t0ken-01>");
    assertThat(headers.isEmpty()).isFalse(); // what was hidden is kept as long as the headers
  }

  @Test
  void manyExtraHeadersEvictNoCredential() {
    String key = placeholder("pcsk_0123");
    for (int i = 0; i < 20_000; i++) {
      hidden.forEachHeader(ExtraHeaders.none().with("x-trace", "t-" + i), (name, value) -> {});
    }

    assertThat(revealed(key)).isEqualTo("<pcsk_0123>");
  }

  @Test
  void unusedCredentialsAreEvicted() {
    String first = placeholder("pcsk_0123");
    String second = placeholder("pcsk_second");
    for (int i = 0; i < 9_999; i++) {
      placeholder("pcsk_" + (100_000 + i));
      assertThat(placeholder("pcsk_second")).isEqualTo(second);
    }

    assertThat(revealed(first)).isEqualTo("<" + first + ">");
    assertThat(revealed(second)).isEqualTo("<pcsk_second>");
  }
}
