package io.pinelink.routing;

import io.pinelink.internal.validation.Check;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The findings about the connection to an index, step by step. A value without credentials.
 *
 * @param host the host, in the form that was checked
 * @param kind the network that the route of the calls crosses; empty if the host has no route
 * @param fallback whether that is the public route because the private form does not answer, under
 *     {@link RoutePolicy#privatePreferred(java.time.Duration)}
 * @param at when the diagnosis started
 * @param steps the checks, in order
 */
public record Diagnosis(
    String host, Optional<Route.Kind> kind, boolean fallback, Instant at, List<Step> steps) {
  /** The subject of a step. */
  public enum Check {
    /** The form of the host, its other form, and the route that the client's settings give it. */
    HOST,
    /** The documentation of the host's environment. */
    CATALOGUE,
    /** The addresses to which the host, or the name dialled for it, resolves. */
    DNS,
    /** A TCP connection. */
    TCP,
    /**
     * The TLS handshake: names, issuer and expiry of the certificate, protocol selected by ALPN.
     */
    TLS,
    /** The libraries of the gRPC transport: versions and jars. */
    GRPC_LIBRARIES,
    /** The libraries of the REST transport: versions and jars. */
    REST_LIBRARIES,
    /** A call with the API key over gRPC. */
    GRPC,
    /** A call with the API key over REST. */
    REST,
    /** A call to the control plane, which is always public. */
    CONTROL_PLANE,
    /** The proxies in use. */
    PROXY,
    /** How long the JVM caches DNS answers. */
    DNS_CACHE,
    /** The difference between this machine's clock and the server's. */
    CLOCK;

    /** Returns the name in lower case with spaces: {@code control plane}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The result of a step. */
  public enum Status {
    /** The check passed. */
    OK,
    /** The check passed, with a remark. */
    WARNING,
    /** The check failed. */
    FAILED,
    /** The check was skipped, because a previous one failed or it does not apply. */
    SKIPPED
  }

  /**
   * One step.
   *
   * @param seen the finding, in prose
   * @param hint what to do; empty if there is nothing to do
   */
  public record Step(Check check, Status status, String seen, Optional<String> hint) {
    /** Checks that no part is null. */
    public Step {
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(seen, "seen");
      Objects.requireNonNull(hint, "hint");
    }
  }

  /** Copies the steps. */
  public Diagnosis {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
  }

  /** Returns the step of a check; empty if there is none. */
  public Optional<Step> step(Check check) {
    Objects.requireNonNull(check, "check");
    return steps.stream().filter(step -> step.check() == check).findFirst();
  }

  /** Returns whether calls to the index work: one with the API key succeeded, over any protocol. */
  public boolean dataCanFlow() {
    return steps.stream()
        .anyMatch(
            step ->
                (step.check() == Check.GRPC || step.check() == Check.REST)
                    && step.status() == Status.OK);
  }

  /** Returns the diagnosis as text for a terminal of 80 columns. */
  public String toText() {
    return DiagnosisText.of(this);
  }
}
