package io.pinelink.grpc.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "PT-1S, 1m",
    "PT0S, 1m",
    "PT0.000000001S, 1m",
    "PT0.001S, 1m",
    "PT0.001000001S, 2m",
    "PT30S, 30000m",
    "PT99999.999S, 99999999m",
    "PT99999.999000001S, 100000S",
    "PT99999999S, 99999999S",
    "PT99999999.000000001S, 27778H",
    "PT2562047788H, 99999999H",
  })
  void aTimeoutHasAtMostEightDigitsAndIsRoundedUp(Duration left, String written) {
    assertThat(CallHeaders.timeout(left)).isEqualTo(written);
  }
}
