package io.pinelink.telemetry;

import io.pinelink.routing.Route;
import java.util.Objects;

/**
 * The tokens in the retry budget of a host. Calls are not retried while half of the tokens or fewer
 * are left.
 *
 * @param client the number of the client, which is unique in this process
 * @param route a route to the host; its authority, host and port, identifies the budget within the
 *     client
 * @param left the tokens left, at most {@code full}
 * @param full the tokens of a host whose calls succeed
 * @see io.pinelink.retry.RetryOptions
 */
public record RetryTokens(long client, Route route, double left, int full) {
  /** Checks that no part is null. */
  public RetryTokens {
    Objects.requireNonNull(route, "route is null");
  }
}
