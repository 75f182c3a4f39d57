package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLifetimeTest {
  @Test
  void aDurationThatIsTooShortIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectionLifetime.ofIdle(Duration.ofMillis(500)))
        .withMessage("idle is 500 ms, expected at least 1 s");
  }
}
