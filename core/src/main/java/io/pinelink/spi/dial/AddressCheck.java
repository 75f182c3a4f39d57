package io.pinelink.spi.dial;

import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpProxy;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The check of an address at each connect, before a byte is sent to it: the route's guard must
 * allow it, and plaintext stays on loopback. {@link AddressResolver} applies it to every address
 * that it returns.
 */
final class AddressCheck {
  private AddressCheck() {}

  /** Returns why a destination may not be reached at an address; null if it may. */
  static @Nullable RefusedAddressException refusal(Destination destination, InetAddress address) {
    if (destination.plaintext() && !address.isLoopbackAddress()) {
      return ConnectExceptions.plaintextBeyondLoopback(destination.host(), address);
    }
    AddressGuard guard = destination.options().guard().orElse(null);
    if (guard == null || guard.allows(address)) {
      return null;
    }
    return guard.isOnlyLoopback() && !address.isLoopbackAddress()
        ? ConnectExceptions.notLoopback(destination.host(), address)
        : ConnectExceptions.notPrivate(destination.host(), address, destination.privateZone());
  }

  /** Returns why a destination may not be reached through a proxy's address; null if it may. */
  static @Nullable RefusedAddressException refusal(
      Destination destination, HttpProxy proxy, InetAddress address) {
    AddressGuard guard = destination.options().guard().orElse(null);
    return guard == null || guard.allows(address)
        ? null
        : ConnectExceptions.proxyNotPrivate(proxy, destination.host(), address);
  }
}
