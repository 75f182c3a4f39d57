package io.pinelink.internal.response;

import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import io.pinelink.routing.Diagnosis.Verdict;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates the reports of a client about its routes. For the client, and for tests that stand in for
 * it.
 */
public final class RouteReports {
  private RouteReports() {}

  /** Creates one step of a diagnosis that took no time. */
  public static Step step(Check check, Status status, String seen, Optional<String> hint) {
    return step(check, status, seen, hint, Duration.ZERO);
  }

  /** Creates one step of a diagnosis. */
  public static Step step(
      Check check, Status status, String seen, Optional<String> hint, Duration took) {
    return new StepResult(check, status, seen, hint, took);
  }

  /**
   * Creates the findings about the connection to an index, without addresses and certificate. The
   * verdict is that calls are answered if a step with a call passed.
   */
  public static Diagnosis diagnosis(
      String host, Optional<Route.Kind> kind, boolean fallback, Instant at, List<Step> steps) {
    Objects.requireNonNull(steps, "steps is null");
    boolean answered =
        steps.stream()
            .filter(step -> step.check() == Check.GRPC || step.check() == Check.REST)
            .anyMatch(step -> step.status() == Status.OK);
    return diagnosis(
        host,
        kind,
        fallback,
        at,
        steps,
        List.of(),
        Optional.empty(),
        answered ? Verdict.ANSWERED : Verdict.UNREACHABLE,
        List.of());
  }

  /** Creates the findings about the connection to an index. */
  public static Diagnosis diagnosis(
      String host,
      Optional<Route.Kind> kind,
      boolean fallback,
      Instant at,
      List<Step> steps,
      List<InetAddress> addresses,
      Optional<ServerCertificate> certificate,
      Verdict verdict,
      List<InetAddress> deadAddresses) {
    return new DiagnosisResult(
        host, kind, fallback, at, steps, addresses, certificate, verdict, deadAddresses);
  }

  /** Creates the number of calls and connections over routes of one kind. */
  public static RouteCount count(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals) {
    return new RouteCountResult(kind, controlPlane, calls, connections, refusals);
  }

  /** A {@link Step}. */
  public record StepResult(
      Check check, Status status, String seen, Optional<String> hint, Duration took)
      implements Step {
    /** Checks that no part is null. */
    public StepResult {
      Objects.requireNonNull(check, "check is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(seen, "seen is null");
      Objects.requireNonNull(hint, "hint is null");
      Objects.requireNonNull(took, "took is null");
    }
  }

  /** A {@link Diagnosis}. */
  public record DiagnosisResult(
      String host,
      Optional<Route.Kind> kind,
      boolean fallback,
      Instant at,
      List<Step> steps,
      List<InetAddress> addresses,
      Optional<ServerCertificate> certificate,
      Verdict verdict,
      List<InetAddress> deadAddresses)
      implements Diagnosis {
    /** Copies the steps and the addresses. */
    public DiagnosisResult {
      Objects.requireNonNull(host, "host is null");
      Objects.requireNonNull(kind, "kind is null");
      Objects.requireNonNull(at, "at is null");
      steps = List.copyOf(Objects.requireNonNull(steps, "steps is null"));
      addresses = List.copyOf(Objects.requireNonNull(addresses, "addresses is null"));
      Objects.requireNonNull(certificate, "certificate is null");
      Objects.requireNonNull(verdict, "verdict is null");
      deadAddresses = List.copyOf(Objects.requireNonNull(deadAddresses, "deadAddresses is null"));
    }

    @Override
    public Optional<Step> step(Check check) {
      Objects.requireNonNull(check, "check is null");
      return steps.stream().filter(step -> step.check() == check).findFirst();
    }

    @Override
    public String toText() {
      return DiagnosisText.of(this);
    }
  }

  /** A {@link RouteCount}. */
  public record RouteCountResult(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals)
      implements RouteCount {
    /** Checks that no part is null. */
    public RouteCountResult {
      Objects.requireNonNull(kind, "kind is null");
    }
  }
}
