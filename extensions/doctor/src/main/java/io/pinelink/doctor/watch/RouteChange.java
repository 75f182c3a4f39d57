package io.pinelink.doctor.watch;

import io.pinelink.routing.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A change of a watched host, after hysteresis. The first check of a host is a change too.
 *
 * @param host the host, in the form in which it is watched
 * @param at when the check started that showed it
 * @param from the health before; empty for the first check
 * @param to the health now, which may be the same
 * @param verdict what the service answered to the calls of the check; empty if it ended with an
 *     exception or error
 * @param changes what has changed; for the first check, the problems
 */
public record RouteChange(
    String host,
    Instant at,
    Optional<RouteHealth> from,
    RouteHealth to,
    Optional<Verdict> verdict,
    List<Item> changes) {
  /** Copies the changes. */
  public RouteChange {
    Objects.requireNonNull(host, "host is null");
    Objects.requireNonNull(at, "at is null");
    Objects.requireNonNull(from, "from is null");
    Objects.requireNonNull(to, "to is null");
    Objects.requireNonNull(verdict, "verdict is null");
    changes = List.copyOf(Objects.requireNonNull(changes, "changes is null"));
  }

  /**
   * One fact that has changed.
   *
   * @param from the previous value; empty if there was none
   * @param now the fact
   */
  public record Item(Optional<String> from, Finding now) {
    /** Checks that no part is null. */
    public Item {
      Objects.requireNonNull(from, "from is null");
      Objects.requireNonNull(now, "now is null");
    }
  }
}
