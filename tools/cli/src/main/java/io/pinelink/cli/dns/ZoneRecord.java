package io.pinelink.cli.dns;

import io.pinelink.internal.hosttext.DialTarget;
import io.pinelink.network.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * The data of a zone's wildcard record.
 *
 * @param type {@code A}, {@code AAAA} or {@code CNAME}
 * @param value an address, or a name without a final dot
 */
record ZoneRecord(String type, String value) {
  /** The time to live, in seconds. An address of an endpoint that is created again changes. */
  public static final int TTL = 60;

  static final String A = "A";
  static final String AAAA = "AAAA";
  static final String CNAME = "CNAME";

  private static final int MAX_NAME = 253;
  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final String NAME = LABEL + "(\\." + LABEL + ")+";

  /**
   * Returns the records that lead to an endpoint, sorted.
   *
   * @param endpoint the addresses of the endpoint, or its one DNS name
   * @param guard the addresses that the client accepts on a private route
   * @throws IllegalArgumentException if a value is neither an address that the guard allows nor a
   *     name, or if there is a name among several values
   */
  static List<ZoneRecord> of(List<String> endpoint, AddressGuard guard) {
    List<ZoneRecord> records =
        endpoint.stream()
            .map(text -> of(text, guard))
            .distinct()
            .sorted((a, b) -> (a.type + " " + a.value).compareTo(b.type + " " + b.value))
            .toList();
    if (records.size() > 1 && records.stream().anyMatch(ZoneRecord::isName)) {
      throw new IllegalArgumentException(
          "--endpoint is given %s; expected addresses, or one DNS name"
              .formatted(records.stream().map(ZoneRecord::value).toList()));
    }
    return records;
  }

  private static ZoneRecord of(String text, AddressGuard guard) {
    String value = text.toLowerCase(Locale.ROOT);
    boolean six = value.indexOf(':') >= 0;
    if (six || value.matches("[0-9.]+")) {
      return new ZoneRecord(six ? AAAA : A, address(value, guard));
    }
    String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
    if (!name.matches(NAME) || name.length() > MAX_NAME) {
      throw refused(text, "it is neither an IP address nor a DNS name");
    }
    return new ZoneRecord(CNAME, name);
  }

  private static String address(String value, AddressGuard guard) {
    InetAddress address;
    try {
      // A name is never looked up: the text has only the characters of an address.
      DialTarget.of(value, 1);
      address = InetAddress.getByName(value);
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw refused(value, "it is not an IP address");
    }
    String canonical = address.getHostAddress();
    if (!canonical.contains(":") && !canonical.equals(value)) {
      throw refused(value, "it is not an IP address of four numbers");
    }
    if (!guard.allows(address)) {
      throw refused(
          value,
          "it is not a private address, so the client would refuse it; allow it with --allow");
    }
    return canonical;
  }

  private static IllegalArgumentException refused(String value, String reason) {
    return new IllegalArgumentException("--endpoint '" + value + "' is refused: " + reason);
  }

  boolean isName() {
    return type.equals(CNAME);
  }

  /** Returns the value as zone files write it: names end with a dot. */
  String absolute() {
    return isName() ? value + "." : value;
  }
}
