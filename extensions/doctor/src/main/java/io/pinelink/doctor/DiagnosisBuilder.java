package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A builder of the steps of a diagnosis, which are added as they end. Not thread-safe. */
final class DiagnosisBuilder {
  private final LongSupplier nanoTime;
  private final List<Step> steps = new ArrayList<>();
  private final Map<NetworkCause, Check> brokenAt = new EnumMap<>(NetworkCause.class);
  private List<InetAddress> addresses = List.of();
  private List<InetAddress> dead = List.of();
  private Verdict verdict = Verdict.UNREACHABLE;
  private @Nullable ServerCertificate certificate;

  /** When the previous step ended. */
  private long ended;

  /** The part of the time since then that belongs to the step after the next. */
  private Duration reserved = Duration.ZERO;

  /**
   * Creates a builder, which measures the first step from now.
   *
   * @param nanoTime the time in nanoseconds, as {@link System#nanoTime} returns it
   */
  DiagnosisBuilder(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.ended = nanoTime.getAsLong();
  }

  void ok(Check check, String seen) {
    add(check, Status.OK, seen, null);
  }

  void warn(Check check, String seen, String hint) {
    add(check, Status.WARNING, seen, hint);
  }

  /** Adds a step that passed, with a remark if there are hints. */
  void passed(Check check, String seen, List<String> hints) {
    add(
        check,
        hints.isEmpty() ? Status.OK : Status.WARNING,
        seen,
        hints.isEmpty() ? null : String.join("; ", hints));
  }

  void fail(Check check, String seen, @Nullable String hint) {
    add(check, Status.FAILED, seen, hint);
  }

  void skip(Check check, String why) {
    add(check, Status.SKIPPED, why, null);
  }

  private void add(Check check, Status status, String seen, @Nullable String hint) {
    Duration took = elapsed().minus(reserved);
    took = took.isNegative() ? Duration.ZERO : took;
    reserved = Duration.ZERO;
    ended += took.toNanos();
    steps.add(new StepResult(check, status, seen, Optional.ofNullable(hint), took));
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - ended);
  }

  /** Counts the last part of the time since the previous step for the step after the next. */
  void reserve(Duration part) {
    reserved = part;
  }

  /** Counts the time since the previous step for the step after the next. */
  void reserveAll() {
    reserve(elapsed());
  }

  /** Sets the addresses that the name resolves to. */
  void addresses(List<InetAddress> found) {
    addresses = sorted(found);
  }

  /** Sets the addresses that accept no connection. */
  void dead(List<InetAddress> found) {
    dead = sorted(found);
  }

  private static List<InetAddress> sorted(List<InetAddress> found) {
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(InetAddress::getHostAddress))
        .toList();
  }

  /** Adds what the service answered to the calls over a protocol; the best verdict counts. */
  void verdict(Verdict found) {
    verdict = found.compareTo(verdict) < 0 ? found : verdict;
  }

  /** Returns the addresses that the name resolves to, sorted. */
  List<InetAddress> addresses() {
    return addresses;
  }

  /** Sets the certificate of the server. */
  void certificate(ServerCertificate presented) {
    certificate = presented;
  }

  /**
   * Adds a failed step with its network cause, which calls that fail for the same cause need not
   * repeat.
   */
  void broken(Check check, NetworkCause cause, String seen, String hint) {
    brokenAt.put(cause, check);
    fail(check, seen, hint);
  }

  /** Adds a failed step with its network cause, described as in the exceptions of calls. */
  void broken(Check check, Route route, IOException failure, String hint) {
    NetworkCause cause = NetworkCauses.ofUnconnected(failure, route);
    broken(check, cause, NetworkCauses.describe(cause, route, failure), hint);
  }

  /** Returns the step that reported a cause; null if none did. */
  @Nullable Check reportedAt(NetworkCause cause) {
    return brokenAt.get(cause);
  }

  /**
   * Removes the causes. Calls use another route, so that the failures of the first do not explain
   * theirs.
   */
  void forgetCauses() {
    brokenAt.clear();
  }

  /** Changes the hint of a step, if it failed. */
  void adviseFailed(Check check, UnaryOperator<String> change) {
    steps.replaceAll(
        step ->
            step.check() == check && step.status() == Status.FAILED
                ? new StepResult(
                    check,
                    step.status(),
                    step.seen(),
                    Optional.of(change.apply(step.hint().orElse(""))),
                    step.took())
                : step);
  }

  /** Returns whether a step was added with a status. */
  boolean hasStatus(Check check, Status status) {
    return steps.stream().anyMatch(step -> step.check() == check && step.status() == status);
  }

  List<Step> steps() {
    return steps;
  }

  /** Returns the diagnosis, with its steps in the order of {@link Check}. */
  Diagnosis build(String host, Optional<Route.Kind> kind, boolean fallback, Instant at) {
    steps.sort(Comparator.comparing(Step::check));
    return new DiagnosisResult(
        host,
        kind,
        fallback,
        at,
        List.copyOf(steps),
        addresses,
        Optional.ofNullable(certificate),
        verdict,
        dead);
  }
}
