package io.pinelink.spi;

import io.pinelink.routing.Route;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * The rule that a secret too short to be masked stays on this machine, where emulators accept any
 * key. The route of a call decides, since a client may use routes of both kinds.
 */
final class SecretReach {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

  private SecretReach() {}

  /**
   * Checks whether a call with this credential may take this route.
   *
   * @throws IllegalArgumentException if it may not; the message names the option and its length
   */
  static void check(Credential credential, Route route) {
    credential
        .shortfall()
        .filter(shortfall -> !isLoopback(route))
        .ifPresent(
            shortfall -> {
              throw new IllegalArgumentException(
                  shortfall
                      + ": a shorter one is sent to loopback only, because it could not be masked"
                      + " in error messages, and "
                      + route.authority()
                      + " is not dialled on loopback");
            });
  }

  private static boolean isLoopback(Route route) {
    return route.dialOptions().proxy().isEmpty()
        && route.dial().stream().allMatch(SecretReach::isLoopback);
  }

  /** Asks no resolver: only {@code localhost} and literal addresses are loopback for sure. */
  private static boolean isLoopback(InetSocketAddress address) {
    return address.isUnresolved()
        ? LOOPBACK.matcher(address.getHostString()).matches()
        : address.getAddress().isLoopbackAddress();
  }
}
