package io.pinelink.doctor.watch;

import io.pinelink.doctor.Diagnosis;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of a watched host. A value, without credentials.
 *
 * @param host the host, in the form in which it is watched
 * @param health the health after hysteresis; empty before the first check
 * @param since when the check started that changed the health; empty before the first check
 * @param diagnosis the result of the last check; empty before the first one, and if the last one
 *     ended with an exception or error
 * @param lastSuccess when the last check started that found that data can flow; empty if none did
 * @param succeeded the number of checks that found that data can flow
 * @param failed the number of all other checks
 */
public record WatchedHost(
    String host,
    Optional<RouteHealth> health,
    Optional<Instant> since,
    Optional<Diagnosis> diagnosis,
    Optional<Instant> lastSuccess,
    long succeeded,
    long failed) {
  /** Checks that no part is null. */
  public WatchedHost {
    Objects.requireNonNull(host, "host is null");
    Objects.requireNonNull(health, "health is null");
    Objects.requireNonNull(since, "since is null");
    Objects.requireNonNull(diagnosis, "diagnosis is null");
    Objects.requireNonNull(lastSuccess, "lastSuccess is null");
  }

  static WatchedHost unchecked(String host) {
    return new WatchedHost(
        host, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
  }
}
