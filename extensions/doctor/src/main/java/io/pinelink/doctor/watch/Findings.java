package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.network.AddressClass;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The facts of a diagnosis whose changes are reported. */
final class Findings {
  private static final String DOCTOR = "doctor";

  private Findings() {}

  /**
   * Returns the facts. Checks that were skipped are absent: they show neither a failure nor a
   * recovery.
   *
   * @param certificateWarning the remaining time below which a certificate expires soon
   */
  static List<Finding> of(Diagnosis diagnosis, Duration certificateWarning) {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(DOCTOR, "ok", false, "the check was completed", Optional.empty()));
    for (Step step : diagnosis.steps()) {
      if (step.status() != Status.SKIPPED) {
        findings.add(
            new Finding(
                word(step.check()),
                word(step.status()),
                step.status() != Status.OK,
                step.seen(),
                step.hint()));
      }
    }
    diagnosis.kind().ifPresent(kind -> findings.add(route(diagnosis, kind)));
    if (!diagnosis.addresses().isEmpty()) {
      findings.add(addresses(diagnosis));
    }
    diagnosis
        .certificate()
        .ifPresent(
            certificate ->
                findings.add(certificate(certificate, diagnosis.at(), certificateWarning)));
    return findings;
  }

  /** Returns the fact that a check ended with an exception. */
  static List<Finding> of(Throwable failure) {
    return List.of(new Finding(DOCTOR, "failed", true, failure.toString(), Optional.empty()));
  }

  private static Finding route(Diagnosis diagnosis, Route.Kind kind) {
    return new Finding(
        "route",
        word(kind),
        diagnosis.fallback(),
        diagnosis.fallback()
            ? "calls use the public route: the private form does not answer"
            : "calls use the " + word(kind) + " route",
        Optional.empty());
  }

  private static Finding addresses(Diagnosis diagnosis) {
    List<InetAddress> all = diagnosis.addresses();
    String classes =
        all.stream()
            .map(AddressClass::of)
            .distinct()
            .sorted()
            .map(Findings::word)
            .collect(Collectors.joining(" "));
    // The public addresses of a public route are as they should be, unless it is the fallback.
    boolean isPrivate =
        diagnosis.fallback()
            || diagnosis.kind().filter(kind -> kind == Route.Kind.PRIVATE).isPresent();
    boolean problem =
        isPrivate && all.stream().anyMatch(each -> AddressClass.of(each) == AddressClass.PUBLIC);
    String seen =
        all.stream()
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(", ", "DNS: ", ""));
    return new Finding("addresses", classes, problem, seen, Optional.empty());
  }

  private static Finding certificate(
      ServerCertificate certificate, Instant now, Duration certificateWarning) {
    boolean soon = Duration.between(now, certificate.notAfter()).compareTo(certificateWarning) < 0;
    return new Finding(
        "certificate",
        soon ? "expiring" : "valid",
        soon,
        "the certificate expires at %s, issued by %s"
            .formatted(
                certificate.notAfter().truncatedTo(ChronoUnit.SECONDS), certificate.issuer()),
        Optional.empty());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
