package io.pinelink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from headers. */
class ResponseHeadersTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | PT0S",
        "2 | PT2S",
        "120 | PT2M",
        "-5 | PT0S",
        "Wed, 25 Nov 2026 10:00:30 GMT | PT30S",
        "Wed, 25 Nov 2026 09:00:00 GMT | PT0S",
      })
  void retryAfterIsSecondsOrADate(String value, Duration wait) {
    assertThat(ResponseHeaders.retryAfter(headers("Retry-After", value), NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2 s", "1e3", "99999999999999999999"})
  void aRetryAfterThatCannotBeReadIsNone(String value) {
    assertThat(ResponseHeaders.retryAfter(headers("Retry-After", value), NOW)).isNull();
  }

  @Test
  void eachNumberHasAnOlderName() {
    assertThat(ResponseHeaders.writeLsn(headers("x-pinecone-request-lsn", "5"))).isEqualTo(5);
    assertThat(ResponseHeaders.writeLsn(headers("x-pinecone-lsn-committed", "5"))).isEqualTo(5);
    assertThat(ResponseHeaders.readLsn(headers("x-pinecone-max-indexed-lsn", "5"))).isEqualTo(5);
    assertThat(ResponseHeaders.readLsn(headers("x-pinecone-lsn-reconciled", "5"))).isEqualTo(5);
    assertThat(ResponseHeaders.readLsn(headers("x-pinecone-lsn-reconciled", "?"))).isNull();
    assertThat(ResponseHeaders.readLsn(headers("other", "5"))).isNull();
  }

  @Test
  void theServicesOwnRequestIdComesFirst() {
    HttpHeaders both = headers("x-request-id", "proxy").set("x-pinecone-request-id", "own");

    assertThat(ResponseHeaders.requestId(both)).isEqualTo("own");
    assertThat(ResponseHeaders.requestId(headers("x-request-id", "proxy"))).isEqualTo("proxy");
    assertThat(ResponseHeaders.requestId(headers("other", "x"))).isNull();
  }

  private static HttpHeaders headers(String name, String value) {
    return new DefaultHttpHeaders().set(name, value);
  }
}
