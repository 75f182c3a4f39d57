package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {
  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, THROTTLED",
    "QUOTA_EXHAUSTED, EXHAUSTED",
    "INVALID_ARGUMENT, INVALID",
    "UNPROCESSABLE_ENTITY, INVALID",
    "FAILED_PRECONDITION, REFUSED",
    "ALREADY_EXISTS, REFUSED",
    "UNAVAILABLE, UNKNOWN",
    "INTERNAL, UNKNOWN",
    "UNKNOWN, BROKEN",
    "DATA_LOSS, BROKEN",
    "UNAUTHENTICATED, REFUSED",
    "NOT_FOUND, REFUSED"
  })
  void refusalsAreClassifiedByCode(ErrorCode code, FailureKind kind) {
    assertThat(FailureKind.of(ScriptedTarget.refusal(code))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, UNABLE",
    "QUOTA_EXHAUSTED, EXHAUSTED",
    "UNAVAILABLE, BROKEN",
    "NOT_FOUND, REFUSED"
  })
  void refusalsThatForbidRetriesAreClassifiedByCode(ErrorCode code, FailureKind kind) {
    assertThat(FailureKind.of(ScriptedTarget.forbidding(code))).isEqualTo(kind);
  }

  @Test
  void lostCallsAreUnsentOrUnknown() {
    assertThat(FailureKind.of(ScriptedTarget.lost(true))).isEqualTo(FailureKind.UNSENT);
    assertThat(FailureKind.of(ScriptedTarget.lost(false))).isEqualTo(FailureKind.UNKNOWN);
  }
}
