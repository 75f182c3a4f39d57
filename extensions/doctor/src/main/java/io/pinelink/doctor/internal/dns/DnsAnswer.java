package io.pinelink.doctor.internal.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answer of a name server about the addresses of a name.
 *
 * @param addresses the IPv4 and IPv6 addresses; empty unless the kind is {@link Kind#ADDRESSES}
 * @param code the response code of RFC 1035; 0 if the server did not answer
 */
public record DnsAnswer(Kind kind, List<InetAddress> addresses, int code) {
  private static final int NO_ERROR = 0;
  private static final int NAME_ERROR = 3;

  /** The kinds of answers. */
  public enum Kind {
    /** The name has addresses. */
    ADDRESSES,
    /** The name exists, but has no address. */
    NO_ADDRESS,
    /** The name does not exist. */
    NO_SUCH_NAME,
    /** The addresses do not fit into a datagram, so that they are not known. */
    TRUNCATED,
    /** The server cannot or does not want to answer. */
    ERROR,
    /** The server did not answer in time, or cannot be reached. */
    SILENCE
  }

  /** Copies the addresses. */
  public DnsAnswer {
    addresses = List.copyOf(addresses);
  }

  static DnsAnswer of(List<InetAddress> addresses, int code) {
    Kind kind =
        switch (code) {
          case NO_ERROR -> addresses.isEmpty() ? Kind.NO_ADDRESS : Kind.ADDRESSES;
          case NAME_ERROR -> Kind.NO_SUCH_NAME;
          default -> Kind.ERROR;
        };
    return new DnsAnswer(kind, kind == Kind.ADDRESSES ? addresses : List.of(), code);
  }

  static DnsAnswer silence() {
    return new DnsAnswer(Kind.SILENCE, List.of(), NO_ERROR);
  }

  static DnsAnswer truncated() {
    return new DnsAnswer(Kind.TRUNCATED, List.of(), NO_ERROR);
  }

  /**
   * Returns the answer for both families, of which this one is for IPv4: all addresses, or else
   * this answer. Some servers have an empty answer, or none, for all questions for IPv6 addresses.
   */
  DnsAnswer and(DnsAnswer ipv6) {
    return ipv6.addresses.isEmpty()
        ? this
        : of(Stream.concat(addresses.stream(), ipv6.addresses.stream()).toList(), NO_ERROR);
  }

  /** Returns the name of the response code, such as {@code SERVFAIL}. */
  public String codeName() {
    return switch (code) {
      case NO_ERROR -> "NOERROR";
      case 1 -> "FORMERR";
      case 2 -> "SERVFAIL";
      case NAME_ERROR -> "NXDOMAIN";
      case 4 -> "NOTIMP";
      case 5 -> "REFUSED";
      default -> "response code " + code;
    };
  }
}
