package io.pinelink.internal.hosttext;

import io.pinelink.internal.validation.ApiKeyForm;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of the addresses that a user wants to dial. */
public final class DialTarget {
  private static final Pattern BARE_NAME =
      Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,}");
  private static final int MAX_PORT = 65_535;

  private DialTarget() {}

  /**
   * Returns an address with a bare name or IP address and a port, which is resolved at each
   * connect.
   */
  public static InetSocketAddress of(String name, int port) {
    if (!BARE_NAME.matcher(name).matches() || ApiKeyForm.isIn(name)) {
      throw new IllegalArgumentException(
          "dial is '%s', expected a bare name such as vpce-1a2b.vpce.amazonaws.com"
              .formatted(HostText.shown(name)));
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port is " + port + ", expected 1 to 65535");
    }
    return InetSocketAddress.createUnresolved(name, port);
  }

  public static List<InetSocketAddress> checked(InetSocketAddress... addresses) {
    for (InetSocketAddress address : addresses) {
      if (address.getPort() == 0) {
        throw new IllegalArgumentException("port of " + address + " is 0, expected 1 to 65535");
      }
    }
    return List.of(addresses);
  }
}
