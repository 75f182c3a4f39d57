package io.pinelink.routing;

import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The implementation of what a client reports about its routes, which {@code
 * io.pinelink.spi.response.RouteReports} creates. Not for applications: they receive it from the
 * client, and create it for tests with the module {@code pinelink-testing}.
 */
public abstract class RoutingBridge {
  /** For the SPI. */
  protected RoutingBridge() {}

  /** A {@link Step}. */
  protected record StepResult(
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
  protected record DiagnosisResult(
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
  protected record RouteCountResult(
      Route.Kind kind, boolean controlPlane, long calls, long connections, long refusals)
      implements RouteCount {
    /** Checks that no part is null. */
    public RouteCountResult {
      Objects.requireNonNull(kind, "kind is null");
    }
  }
}
