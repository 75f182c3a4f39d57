package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A {@link Step}. */
record StepResult(Check check, Status status, String seen, Optional<String> hint, Duration took)
    implements Step {
  StepResult {
    Objects.requireNonNull(check, "check is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(seen, "seen is null");
    Objects.requireNonNull(hint, "hint is null");
    Objects.requireNonNull(took, "took is null");
  }
}
