package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Diagnoses of a private route. */
final class Diagnoses {
  static final String HOST = "docs-a1.svc.private.aped-4627-b74a.pinecone.io";
  static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");

  private Diagnoses() {}

  static Diagnosis healthy() {
    return of(Status.OK, Status.OK, Status.OK, false, "10.0.1.15");
  }

  static Diagnosis withoutDns() {
    return of(Status.FAILED, Status.FAILED, Status.FAILED, false);
  }

  static Diagnosis withoutGrpc() {
    return of(Status.OK, Status.FAILED, Status.OK, false, "10.0.1.15");
  }

  /** A diagnosis of a fallback; the addresses are those to which the private form led. */
  static Diagnosis onThePublicRoute(String... addresses) {
    return of(Status.FAILED, Status.OK, Status.OK, true, addresses);
  }

  static Diagnosis withoutTcp() {
    return diagnosis(
        List.of(step(Check.DNS, Status.OK), step(Check.TCP, Status.FAILED)), false, null);
  }

  static Diagnosis refusing(String address) {
    return of(Status.FAILED, Status.FAILED, Status.FAILED, false, address);
  }

  private static Diagnosis of(
      Status dns, Status grpc, Status rest, boolean fallback, String... addresses) {
    Status connection = dns == Status.OK ? Status.OK : Status.SKIPPED;
    return diagnosis(
        List.of(
            step(Check.DNS, dns),
            step(Check.TCP, connection),
            step(Check.TLS, connection),
            step(Check.GRPC, grpc),
            step(Check.REST, rest),
            step(Check.CONTROL_PLANE, Status.FAILED)),
        fallback,
        connection == Status.OK ? Duration.ofDays(90) : null,
        addresses);
  }

  static Diagnosis withCertificateFor(Duration remaining) {
    return diagnosis(
        List.of(step(Check.GRPC, Status.OK)), false, remaining, "10.0.1.15", "10.0.2.15");
  }

  private static Diagnosis diagnosis(
      List<Step> steps, boolean fallback, @Nullable Duration remaining, String... addresses) {
    List<InetAddress> found = new ArrayList<>();
    for (String address : addresses) {
      try {
        found.add(InetAddress.getByName(address));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    Diagnosis.Builder builder =
        Diagnosis.builder(HOST, NOW, steps)
            .kind(fallback ? Route.Kind.PUBLIC : Route.Kind.PRIVATE)
            .fallback(fallback)
            .addresses(found);
    if (remaining != null) {
      builder.certificate(
          new ServerCertificate(List.of(HOST), "", "CN=Example", NOW.plus(remaining)));
    }
    return builder.build();
  }

  private static Step step(Check check, Status status) {
    return Step.of(
        check,
        status,
        check + " is " + status,
        status == Status.FAILED ? Optional.of("repair " + check) : Optional.empty(),
        Duration.ofMillis(5));
  }
}
