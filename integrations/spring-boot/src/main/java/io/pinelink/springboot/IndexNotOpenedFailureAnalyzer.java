package io.pinelink.springboot;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Describes why an index could not be opened when an application does not start. */
final class IndexNotOpenedFailureAnalyzer extends AbstractFailureAnalyzer<IndexNotOpenedException> {
  private static final String PREFIX = PinelinkProperties.PREFIX;

  private static final String DOCTOR =
      "\nTo check each hop to the index and to the control plane, run: pinelink doctor HOST\n"
          + "HOST is the host of the index, as the console shows it.";

  /** The property to look at, and what to do. */
  private record Advice(String property, String action) {}

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, IndexNotOpenedException cause) {
    Advice advice = advice(cause, cause.failure());
    return new FailureAnalysis(
        "The index '%s' could not be opened.\n\n    Index: %s\n    Property: %s\n    Reason: %s"
            .formatted(
                cause.index(), cause.property(), advice.property(), cause.failure().getMessage()),
        advice.action() + DOCTOR,
        cause);
  }

  private static Advice advice(IndexNotOpenedException cause, PinelinkException failure) {
    String withoutControlPlane =
        "Without access to the control plane, set %s.host, or %s.host-book."
            .formatted(cause.property(), PREFIX);
    if (failure instanceof NotFoundException) {
      return new Advice(
          cause.property() + ".name",
          ("Create the index, or correct %s.name, whose default is the name of the qualifier."
                  + " The API key must be one of the project of the index.")
              .formatted(cause.property()));
    }
    if (failure instanceof UnauthenticatedException) {
      return new Advice(
          PREFIX + ".api-key",
          "Correct %s.api-key, or the environment variable PINECONE_API_KEY if it is not set."
              .formatted(PREFIX));
    }
    if (failure instanceof DeadlineExceededException) {
      return new Advice(
          PREFIX + ".timeout",
          "Check the connection to the control plane, and whether %s.timeout is long enough. %s"
              .formatted(PREFIX, withoutControlPlane));
    }
    if (failure instanceof TransportException) {
      return new Advice(
          PREFIX + ".control-plane",
          ("Check %s.control-plane, %s.proxy and %s.ssl, and that this machine can reach the"
                  + " control plane. %s")
              .formatted(PREFIX, PREFIX, PREFIX, withoutControlPlane));
    }
    return new Advice(cause.property(), "Check " + cause.property() + ".");
  }
}
