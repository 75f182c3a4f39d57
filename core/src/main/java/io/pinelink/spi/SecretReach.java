package io.pinelink.spi;

import io.pinelink.network.AddressGuard;
import io.pinelink.routing.Route;
import io.pinelink.spi.credential.Credential;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule that a secret too short to be masked is sent only to this machine, where emulators
 * accept any key. It applies per call, since a client may use routes of both kinds.
 */
final class SecretReach {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

  private SecretReach() {}

  /**
   * Checks that a call with the credential may use the route.
   *
   * @throws IllegalArgumentException if it may not; the message names the option and its length
   */
  static void check(Credential credential, Route route) {
    Optional<String> shortfall = credential.shortfall();
    if (shortfall.isPresent() && !isLoopback(route)) {
      throw new IllegalArgumentException(
          shortfall.get()
              + ": a shorter one is sent to loopback only, because it could not be masked in error"
              + " messages, and "
              + route.authority()
              + " is not dialled on loopback");
    }
  }

  private static boolean isLoopback(Route route) {
    return route.dialOptions().proxy().isEmpty()
        && (isChecked(route) || route.dial().stream().allMatch(SecretReach::isLoopback));
  }

  /**
   * Returns whether every connection of the route is checked to lead to loopback before anything is
   * sent, which is so for plaintext and for names under {@code localhost}.
   */
  private static boolean isChecked(Route route) {
    return route.plaintext()
        || route.dialOptions().guard().filter(AddressGuard::isOnlyLoopback).isPresent();
  }

  /**
   * Returns whether an address is loopback, without DNS: of names, only {@code localhost} is
   * certain.
   */
  private static boolean isLoopback(InetSocketAddress address) {
    return address.isUnresolved()
        ? LOOPBACK.matcher(address.getHostString()).matches()
        : address.getAddress().isLoopbackAddress();
  }
}
