package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The check of this machine's clock against the server's, or else the control plane's.
 *
 * @param step the timeout of the request for the server's time
 */
record ClockCheck(
    AddressResolver resolver,
    BoundedDnsLookup dns,
    PathConnector connector,
    InstantSource clock,
    Duration step,
    DiagnosisBuilder diagnosis) {
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);

  /** Ignores the dates of certificates, since this machine's clock may be wrong. */
  ClockCheck {
    connector = connector.ignoringDates();
  }

  /** Checks the clock by the answer of a server. */
  void check(ProbeAnswer answer) {
    Instant theirs = answer.head().date().orElse(null);
    if (theirs == null) {
      diagnosis.skip(Check.CLOCK, "the server's answer has no Date");
    } else {
      compare(theirs, answer.at(), "the server's");
    }
  }

  /**
   * Checks the clock if the server's certificate was refused for its dates, and advises at {@link
   * Check#TLS} which of the two to correct. No certificate is trusted for anything but this.
   */
  void checkRefused(Route route, ConnectTarget target, Route control) {
    Optional<Instant> theirs = date(Destination.of(route), target);
    boolean own = theirs.isPresent();
    theirs = theirs.or(() -> date(Destination.of(control)));
    if (theirs.isEmpty()) {
      diagnosis.skip(Check.CLOCK, "neither the server nor the control plane sent its time");
      return;
    }
    Instant ours = clock.instant();
    String whose = own ? "the server's" : control.host() + "'s";
    boolean right = compare(theirs.get(), ours, whose);
    String hint =
        right
            ? "this machine's clock agrees with " + whose + ": the server's certificate is at fault"
            : "correct this machine's clock: it " + difference(theirs.get(), ours, whose);
    diagnosis.adviseFailed(Check.TLS, previous -> hint);
  }

  private Optional<Instant> date(Destination destination) {
    try {
      ConnectTarget first = dns.within(step, resolver.connectTargets(destination)).get(0);
      return date(destination, first);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> date(Destination destination, ConnectTarget target) {
    try {
      return connector.request(destination, target, 0, Deadline.after(step)).date();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the clock is right. */
  private boolean compare(Instant theirs, Instant ours, String whose) {
    if (isTolerated(Duration.between(theirs, ours))) {
      long seconds = Duration.between(theirs, ours).abs().toSeconds();
      diagnosis.ok(Check.CLOCK, "differs by " + seconds + " s from " + whose);
      return true;
    }
    diagnosis.warn(
        Check.CLOCK,
        "%s: %s here, %s there"
            .formatted(
                difference(theirs, ours, whose), ours.truncatedTo(ChronoUnit.SECONDS), theirs),
        "certificates and logs depend on the clock: correct it");
    return false;
  }

  private static boolean isTolerated(Duration skew) {
    return skew.abs().compareTo(TOLERATED_SKEW) <= 0;
  }

  /** Returns for example "is 2 h 5 min behind the server's". */
  private static String difference(Instant theirs, Instant ours, String whose) {
    Duration skew = Duration.between(theirs, ours);
    return "is %s%s%s"
        .formatted(
            DurationText.of(skew.abs().truncatedTo(ChronoUnit.SECONDS)),
            (skew.isNegative() ? " behind " : " ahead of "),
            whose);
  }
}
