package io.pinelink.routing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was found out about the way to an index, step by step. A value; it holds no key.
 *
 * @param host the host that was asked about, in the form that was looked at
 * @param kind which network the route crosses that calls took; empty if the host has no route
 * @param fallback whether that is the public route since the private form does not answer, as
 *     {@link RoutePolicy#privatePreferred} has it
 * @param at when it was begun
 * @param steps what was looked at, in order
 */
public record Diagnosis(
    String host, Optional<Route.Kind> kind, boolean fallback, Instant at, List<Step> steps) {
  /** What a step looks at. */
  public enum Check {
    /** The form of the host, its other form, and the route that the client's settings give it. */
    HOST,
    /** What is documented of the host's environment. */
    CATALOGUE,
    /** The addresses that the host, or what is dialled for it, leads to. */
    DNS,
    /** A TCP connection. */
    TCP,
    /** The TLS handshake: names, issuer and end of the certificate, protocol by ALPN. */
    TLS,
    /** A call with the API key over gRPC. */
    GRPC,
    /** A call with the API key over REST. */
    REST,
    /** A call to the control plane, which is public whatever the route. */
    CONTROL_PLANE,
    /** The proxies that are used. */
    PROXY,
    /** How long the JVM keeps what DNS answered. */
    DNS_CACHE,
    /** This machine's clock against the server's. */
    CLOCK;

    /** In lower case, words apart: {@code control plane}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** How a step ended. */
  public enum Status {
    /** As it should be. */
    OK,
    /** It works, but something is worth knowing. */
    WARNING,
    /** It does not work. */
    FAILED,
    /** It was not looked at, since something before it failed or it does not apply. */
    SKIPPED
  }

  /**
   * One step.
   *
   * @param seen what was seen, for people
   * @param hint what to do; empty if nothing
   */
  public record Step(Check check, Status status, String seen, Optional<String> hint) {}

  /** Copies the steps. */
  public Diagnosis {
    steps = List.copyOf(steps);
  }

  /** The step that looked at something; empty if it was not looked at at all. */
  public Optional<Step> step(Check check) {
    return steps.stream().filter(step -> step.check() == check).findFirst();
  }

  /** Whether calls to the index work: one with the API key was answered, over some protocol. */
  public boolean dataCanFlow() {
    return steps.stream()
        .anyMatch(
            step ->
                (step.check() == Check.GRPC || step.check() == Check.REST)
                    && step.status() == Status.OK);
  }

  /** For a terminal of 80 columns. */
  public String toText() {
    return DiagnosisText.of(this);
  }
}
