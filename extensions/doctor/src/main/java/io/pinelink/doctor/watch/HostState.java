package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.watch.RouteChange.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of one host from check to check. It keeps the last check only, so that its size does
 * not grow. Checks are added by one thread at a time; any thread may read the snapshot.
 */
final class HostState {
  private final int rise;
  private final int fall;
  private final Duration certificateWarning;
  private final Hysteresis<RouteHealth> health;
  private final Map<String, Hysteresis<Finding>> findings = new HashMap<>();
  private volatile WatchedHost snapshot;

  HostState(String host, int rise, int fall, Duration certificateWarning) {
    this.rise = rise;
    this.fall = fall;
    this.certificateWarning = certificateWarning;
    this.health = new Hysteresis<>(RouteHealth::ordinal, value -> value, rise, fall, 1);
    this.snapshot = WatchedHost.unchecked(host);
  }

  WatchedHost snapshot() {
    return snapshot;
  }

  /** Adds the result of a check; returns the change that it shows. */
  Optional<RouteChange> add(Diagnosis diagnosis) {
    return add(
        diagnosis.at(),
        RouteHealth.of(diagnosis),
        Findings.of(diagnosis, certificateWarning),
        diagnosis);
  }

  /** Adds a check that ended with an exception or error; returns the change that it shows. */
  Optional<RouteChange> add(Instant at, Throwable failure) {
    return add(at, RouteHealth.DOWN, Findings.of(failure), null);
  }

  private Optional<RouteChange> add(
      Instant at, RouteHealth seen, List<Finding> facts, @Nullable Diagnosis diagnosis) {
    WatchedHost before = snapshot;
    boolean first = before.health().isEmpty();
    List<Item> changes = new ArrayList<>();
    Set<String> skipped = new HashSet<>(findings.keySet());
    for (Finding fact : facts) {
      skipped.remove(fact.subject());
      Hysteresis<Finding> known =
          findings.computeIfAbsent(
              fact.subject(),
              // A problem of a step that was skipped so far can be a lost packet too.
              subject ->
                  new Hysteresis<>(
                      each -> each.problem() ? 1 : 0,
                      Finding::value,
                      rise,
                      fall,
                      first ? 1 : fall));
      Finding old = known.value();
      // A check that was skipped so far and passes now is not news.
      if (known.observe(fact) && (old != null || fact.problem())) {
        changes.add(new Item(Optional.ofNullable(old).map(Finding::value), fact));
      }
    }
    findings.forEach(
        (subject, known) -> {
          if (skipped.contains(subject)) {
            known.skip();
          }
        });
    boolean changed = health.observe(seen);
    RouteHealth now = health.value() == null ? seen : health.value();
    boolean succeeded = diagnosis != null && diagnosis.dataCanFlow();
    snapshot =
        new WatchedHost(
            before.host(),
            Optional.of(now),
            changed ? Optional.of(at) : before.since(),
            Optional.ofNullable(diagnosis),
            succeeded ? Optional.of(at) : before.lastSuccess(),
            before.succeeded() + (succeeded ? 1 : 0),
            before.failed() + (succeeded ? 0 : 1));
    return first || changed || !changes.isEmpty()
        ? Optional.of(
            new RouteChange(
                before.host(),
                at,
                before.health(),
                now,
                Optional.ofNullable(diagnosis).map(Diagnosis::verdict),
                changes))
        : Optional.empty();
  }
}
