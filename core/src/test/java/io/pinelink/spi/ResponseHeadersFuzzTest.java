package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Any header is read, or counts as absent. */
class ResponseHeadersFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @FuzzTest
  void anyHeaderIsReadOrIgnored(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    ResponseHeaders same = new ResponseHeaders(name -> text);
    ResponseHeaders retry = new ResponseHeaders(name -> name.equals("retry-after") ? text : null);

    assertThat(same.requestId()).isEqualTo(text);
    assertThat(same.readLsn()).isEqualTo(same.writeLsn());
    Duration worked = same.serverDuration();
    if (worked != null) {
      assertThat(worked).isBetween(Duration.ZERO, Duration.ofMillis(Integer.MAX_VALUE));
    }
    for (ResponseHeaders headers : new ResponseHeaders[] {same, retry}) {
      Duration wait = headers.retryAfter(NOW);
      if (wait != null) {
        assertThat(wait.toNanos()).isNotNegative();
      }
    }
  }
}
