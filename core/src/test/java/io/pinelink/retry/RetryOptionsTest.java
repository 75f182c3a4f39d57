package io.pinelink.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryOptionsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDefaults() {
    assertThat(RetryOptions.defaults())
        .hasToString(
            "RetryOptions[maxAttempts=4, backoff=PT0.2S to PT5S, attemptTimeout=by call,"
                + " budget=40 tokens, 0.3 per success]");
    assertThat(RetryOptions.none().maxAttempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.2S, PT10S",
    "PT10S, PT10S",
    "PT20S, PT10S",
    "PT30S, PT15S",
    "PT31.000000003S, PT15.500000001S",
    "PT5M, PT2M30S"
  })
  void theAttemptTimeoutIsHalfOfTheCallButAtLeastTenSeconds(Duration call, Duration attempt) {
    assertThat(RetryOptions.defaults().attemptTimeout(call)).isEqualTo(attempt);
    assertThat(RetryOptions.defaults().attemptTimeout()).isEmpty();
  }

  @Test
  void theAttemptTimeoutCanBeSet() {
    RetryOptions options = RetryOptions.builder().attemptTimeout(SECOND).build();

    assertThat(options.attemptTimeout(Duration.ofMinutes(1))).isEqualTo(SECOND);
    assertThat(options.attemptTimeout()).hasValue(SECOND);
  }

  @Test
  void aSingleAttemptHasTheWholeTimeout() {
    assertThat(RetryOptions.none().attemptTimeout(Duration.ofMinutes(5)))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aCopyIsComplete() {
    RetryOptions options =
        RetryOptions.builder()
            .maxAttempts(2)
            .backoff(Duration.ofMillis(1), SECOND)
            .attemptTimeout(SECOND)
            .budget(10, 0.5)
            .build();

    assertThat(options.toBuilder().build()).hasToString(options.toString());
    assertThat(options)
        .hasToString(
            "RetryOptions[maxAttempts=2, backoff=PT0.001S to PT1S, attemptTimeout=PT1S,"
                + " budget=10 tokens, 0.5 per success]");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 21})
  void attemptsHaveARange(int max) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryOptions.builder().maxAttempts(max))
        .withMessage("maxAttempts is " + max + ", expected 1 to 20");
  }

  @Test
  void timesAreMoreThanZero() {
    RetryOptions.Builder builder = RetryOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.attemptTimeout(Duration.ZERO))
        .withMessage("attemptTimeout is 0 ms, expected more than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.backoff(Duration.ZERO, SECOND))
        .withMessage("first is 0 ms, expected more than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.backoff(SECOND, Duration.ofMillis(999)))
        .withMessage("longest is 999 ms, expected at least first, 1 s");
  }

  @Test
  void theBudgetHasARange() {
    RetryOptions.Builder builder = RetryOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.budget(1, 0.3))
        .withMessage("tokens is 1, expected 2 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.budget(10, Double.NaN))
        .withMessage("perSuccess is NaN, expected 0.001 to 1");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.budget(10, 1.1));
  }
}
