package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, THROTTLED",
    "INVALID_ARGUMENT, INVALID",
    "UNAVAILABLE, UNKNOWN",
    "INTERNAL, UNKNOWN",
    "UNKNOWN, BROKEN",
    "DATA_LOSS, BROKEN",
    "UNAUTHENTICATED, REFUSED",
    "NOT_FOUND, REFUSED"
  })
  void aRefusalMeans(ErrorCode code, Verdict verdict) {
    assertThat(Verdict.of(ScriptedTarget.refusal(code))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"RESOURCE_EXHAUSTED, UNABLE", "UNAVAILABLE, BROKEN", "NOT_FOUND, REFUSED"})
  void aRefusalForGoodMeans(ErrorCode code, Verdict verdict) {
    assertThat(Verdict.of(ScriptedTarget.forbidding(code))).isEqualTo(verdict);
  }

  @Test
  void whatWasLostMayBeSentAgain() {
    assertThat(Verdict.of(ScriptedTarget.lost(true))).isEqualTo(Verdict.UNSENT);
    assertThat(Verdict.of(ScriptedTarget.lost(false))).isEqualTo(Verdict.UNKNOWN);
  }
}
