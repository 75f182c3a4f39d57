package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the values that are read from headers. */
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
    assertThat(headers("retry-after", value).retryAfter(NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grpc-retry-pushback-ms | 9223372036854775807",
        "retry-after | 9223372036854775807",
        "retry-after | Fri, 31 Dec 9999 23:59:59 GMT",
      })
  void longWaitsAreCapped(String name, String value) {
    assertThat(headers(name, value).retryAfter(NOW)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2 s", "1e3", "99999999999999999999"})
  void anUnreadableRetryAfterIsIgnored(String value) {
    assertThat(headers("retry-after", value).retryAfter(NOW)).isNull();
  }

  @Test
  void eachNumberHasAnOlderName() {
    assertThat(headers("x-pinecone-request-lsn", "5").writeLsn()).isEqualTo(5);
    assertThat(headers("x-pinecone-lsn-committed", "5").writeLsn()).isEqualTo(5);
    assertThat(headers("x-pinecone-max-indexed-lsn", "5").readLsn()).isEqualTo(5);
    assertThat(headers("x-pinecone-lsn-reconciled", "5").readLsn()).isEqualTo(5);
    assertThat(headers("x-pinecone-lsn-reconciled", "?").readLsn()).isNull();
    assertThat(headers("other", "5").readLsn()).isNull();
  }

  @Test
  void theServersDurationIsInMilliseconds() {
    assertThat(headers("x-pinecone-response-duration-ms", "0").serverDuration())
        .isEqualTo(Duration.ZERO);
    assertThat(headers("x-pinecone-response-duration-ms", "2147483647").serverDuration())
        .isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
    assertThat(headers("x-pinecone-request-latency-ms", "5").serverDuration()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "fast", "2147483648", "99999999999999999999"})
  void anInvalidServerDurationIsIgnored(String value) {
    assertThat(headers("x-pinecone-response-duration-ms", value).serverDuration()).isNull();
  }

  @Test
  void theServicesOwnRequestIdComesFirst() {
    Map<String, String> both = Map.of("x-request-id", "proxy", "x-pinecone-request-id", "own");

    assertThat(new ResponseHeaders(both::get).requestId()).isEqualTo("own");
    assertThat(headers("x-request-id", "proxy").requestId()).isEqualTo("proxy");
    assertThat(headers("other", "x").requestId()).isNull();
  }

  @Test
  void grpcsPushbackComesBeforeRetryAfter() {
    Map<String, String> both = Map.of("grpc-retry-pushback-ms", "1500", "retry-after", "9");

    assertThat(new ResponseHeaders(both::get).retryAfter(NOW)).isEqualTo(Duration.ofMillis(1500));
    assertThat(headers("grpc-retry-pushback-ms", "-1").retryAfter(NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "soon, true", "'', true", "99999999999999999999, true", "0, false"})
  void anInvalidPushbackForbidsRetries(String pushback, boolean forbids) {
    assertThat(headers("grpc-retry-pushback-ms", pushback).forbidsRetry()).isEqualTo(forbids);
    assertThat(headers("retry-after", pushback).forbidsRetry()).isFalse();
  }

  /** The clock here is an hour ahead of the service's. */
  @Test
  void datesAreRelativeToTheDateHeader() {
    Map<String, String> both =
        Map.of(
            "retry-after", "Wed, 25 Nov 2026 09:00:30 GMT",
            "date", "Wed, 25 Nov 2026 09:00:00 GMT");

    assertThat(new ResponseHeaders(both::get).retryAfter(NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(
            new ResponseHeaders(Map.of("retry-after", "2", "date", "yesterday")::get)
                .retryAfter(NOW))
        .isEqualTo(Duration.ofSeconds(2));
  }

  private static ResponseHeaders headers(String name, String value) {
    return new ResponseHeaders(Map.of(name, value)::get);
  }
}
