package io.pinelink.doctor;

import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A {@link Diagnosis}. */
record DiagnosisResult(
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
