package io.pinelink.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTextTest {
  @ParameterizedTest
  @CsvSource({
    "vpce-1a.vpce.amazonaws.com, vpce-1a.vpce.amazonaws.com, 443",
    "10.20.0.10, 10.20.0.10, 443",
    "localhost:8443, localhost, 8443",
    "10.20.0.10:0, 10.20.0.10, 0",
    "[fd00::1], fd00::1, 443",
    "[fd00::1]:8443, fd00::1, 8443",
  })
  void aTargetIsANameOrAnAddressWithAPort(String text, String name, int port) {
    assertThat(DialText.parse(text)).isEqualTo(new DialText(name, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":443", "host:", "host:x", "fd00::1", "[host]", "a:1:2", "h:99999"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> DialText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "127.0.0.1, true",
    "127.1.2.3:443, true",
    "[::1]:443, true",
    "10.0.0.1, false",
    "localhost.example.com, false",
  })
  void loopbackIsRecognizedByItsText(String text, boolean loopback) {
    assertThat(DialText.parse(text).isLoopback()).isEqualTo(loopback);
  }
}
