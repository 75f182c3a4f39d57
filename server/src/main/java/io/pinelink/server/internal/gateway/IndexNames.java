package io.pinelink.server.internal.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of indexes under {@code localhost} and under each host that was advertised, such as
 * {@code docs.localhost}, and the address that is advertised now. Names that were advertised before
 * stay valid, since clients may have read them. Thread-safe.
 */
public final class IndexNames {
  private static final String LOCALHOST = "localhost";

  private final Set<String> suffixes = ConcurrentHashMap.newKeySet();
  private final boolean portPerIndex;
  private volatile @Nullable AdvertisedAddress advertised;

  /**
   * @param portPerIndex whether a port instead of a name identifies an index
   */
  public IndexNames(boolean portPerIndex) {
    this.portPerIndex = portPerIndex;
    suffixes.add(LOCALHOST);
  }

  /**
   * Advertises an address to callers of the control plane.
   *
   * @param name the name of the address, for messages
   * @throws IllegalArgumentException if the text is not an address, or does not suit the way in
   *     which indexes are identified
   */
  public void advertise(String name, String text) {
    AdvertisedAddress address = AdvertisedAddress.parse(name, text);
    if (portPerIndex && address.port() != 0) {
      throw new IllegalArgumentException(
          name
              + " is '"
              + text
              + "', with a port: each index has a port of its own. Serve all on one port, or leave"
              + " the port out");
    }
    if (!portPerIndex && address.isIpAddress()) {
      throw new IllegalArgumentException(
          "%s is '%s', an IP address: expected a name, since names of indexes precede it"
              .formatted(name, text));
    }
    suffixes.add(address.host());
    advertised = address;
  }

  /** Returns whether a host is an index name under one of the suffixes; its index may not exist. */
  public boolean haveIndexAt(String host) {
    int dot = host.indexOf('.');
    return dot > 0 && !suffixes.contains(host) && suffixes.contains(host.substring(dot + 1));
  }

  /** Returns whether a host is one of the suffixes, which reach the control plane. */
  public boolean haveSuffix(String host) {
    return suffixes.contains(host);
  }

  /** Returns whether a host is the name of an index. */
  boolean leadTo(String index, String host) {
    return haveIndexAt(host) && host.startsWith(index + ".");
  }

  /** Returns the address that is advertised now; null if none was. */
  public @Nullable String advertised() {
    AdvertisedAddress address = advertised;
    return address == null ? null : address.toString();
  }

  /** Returns the advertised host of an index; empty if no address was advertised. */
  Optional<String> advertised(String index, int serverPort) {
    AdvertisedAddress address = advertised;
    return address == null ? Optional.empty() : Optional.of(address.text(index + ".", serverPort));
  }

  /** Returns the host of an index that is identified by its name. */
  String host(String index, int serverPort) {
    return advertised(index, serverPort).orElse(index + "." + LOCALHOST + ":" + serverPort);
  }

  /** Returns the host of an index that is identified by its port. */
  String host(int port) {
    AdvertisedAddress address = advertised;
    return address == null
        ? LOCALHOST + ":" + port
        : address.scheme() + address.host() + ":" + port;
  }
}
