package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.failure.ProxyTunnelException;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ProxyOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectResponseTest {
  private static final HttpProxy PROXY =
      ProxyOptions.http("proxy.example", 3128).proxyFor("docs", 443).orElseThrow();

  /** Returns how many bytes were read until the tunnel was open; -1 if it is not. */
  private static int open(String text) throws ProxyTunnelException {
    ConnectResponse response = new ConnectResponse(PROXY);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (response.read(bytes[i])) {
        return i + 1;
      }
    }
    return -1;
  }

  @Test
  void theTunnelIsOpenAfterTheHeadOfASuccess() throws Exception {
    String head = "HTTP/1.1 200 Connection established\r\nVia: proxy\r\n\r\n";

    assertThat(open(head + "the first bytes of the tunnel")).isEqualTo(head.length());
    assertThat(open("HTTP/1.0 299 \r\n\r\n")).isPositive();
  }

  @Test
  void informationalResponsesAreSkipped() throws Exception {
    assertThat(open("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n")).isEqualTo(-1);
    assertThat(open("HTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")).isPositive();
  }

  @Test
  void anIncompleteHeadDoesNotOpenTheTunnel() throws Exception {
    assertThat(open("HTTP/1.1 200 Connection established\r\n")).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 301, 403, 407, 503})
  void onlyTheStatusOfARefusalIsReported(int status) {
    assertThatThrownBy(() -> open("HTTP/1.1 " + status + " secret\r\nX: secret\r\n\r\n"))
        .isInstanceOfSatisfying(ProxyTunnelException.class, e -> assertThat(e.isRefusal()).isTrue())
        .hasMessage("the proxy proxy.example:3128 answered HTTP " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"220 mail.example ESMTP\r\n\r\n", "\r\n\r\n", "HTTP/2 200\r\n\r\n"})
  void otherProtocolsAreRefused(String text) {
    assertThatThrownBy(() -> open(text))
        .hasMessage("the proxy proxy.example:3128 answered with something other than HTTP");
  }

  @Test
  void endlessHeadsAndInformationalResponsesAreRefused() {
    assertThatThrownBy(() -> open("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(10_000)))
        .isInstanceOf(ProxyTunnelException.class);
    assertThatThrownBy(() -> open("HTTP/1.1 103 Hints\r\n\r\n".repeat(10_000)))
        .isInstanceOf(ProxyTunnelException.class);
  }
}
