package io.pinelink.internal.doctor;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import io.pinelink.routing.Route;
import io.pinelink.spi.response.RouteReports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A builder of the steps of a diagnosis, in order. Not thread-safe. */
final class DiagnosisBuilder {
  private final List<Step> steps = new ArrayList<>();
  private final Map<NetworkCause, Check> brokenAt = new EnumMap<>(NetworkCause.class);

  void ok(Check check, String seen) {
    steps.add(RouteReports.step(check, Status.OK, seen, Optional.empty()));
  }

  void warn(Check check, String seen, String hint) {
    steps.add(RouteReports.step(check, Status.WARNING, seen, Optional.of(hint)));
  }

  void fail(Check check, String seen, @Nullable String hint) {
    steps.add(RouteReports.step(check, Status.FAILED, seen, Optional.ofNullable(hint)));
  }

  void skip(Check check, String why) {
    steps.add(RouteReports.step(check, Status.SKIPPED, why, Optional.empty()));
  }

  /**
   * Adds a failed step with its network cause, which calls that fail for the same cause need not
   * repeat.
   */
  void broken(Check check, NetworkCause cause, String seen, String hint) {
    brokenAt.put(cause, check);
    fail(check, seen, hint);
  }

  /** Adds a failed step with its network cause, described as in the exceptions of calls. */
  void broken(Check check, Route route, IOException failure, String hint) {
    NetworkCause cause = NetworkCauses.ofUnconnected(failure, route);
    broken(check, cause, NetworkCauses.describe(cause, route, failure), hint);
  }

  /** Returns the step that reported a cause; null if none did. */
  @Nullable Check reportedAt(NetworkCause cause) {
    return brokenAt.get(cause);
  }

  /**
   * Removes the causes. Calls use another route, so that the failures of the first do not explain
   * theirs.
   */
  void forgetCauses() {
    brokenAt.clear();
  }

  /** Sets the hint of a step. */
  void advise(Check check, String hint) {
    steps.replaceAll(
        step ->
            step.check() == check
                ? RouteReports.step(step.check(), step.status(), step.seen(), Optional.of(hint))
                : step);
  }

  List<Step> steps() {
    return steps;
  }
}
