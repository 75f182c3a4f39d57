package io.pinelink.springboot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Describes an invalid property when an application does not start. */
final class PinelinkPropertyFailureAnalyzer
    extends AbstractFailureAnalyzer<PinelinkPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PinelinkPropertyException cause) {
    return new FailureAnalysis(
        "The Pinelink client cannot be configured.\n\n    Property: %s\n    Reason: %s"
            .formatted(cause.property(), cause.problem()),
        cause.action(),
        cause);
  }
}
