package io.pinelink.networktests;

import java.net.InetSocketAddress;

/**
 * An address of the network. {@code checks/network-tests/run} assigns each one to a host and counts
 * the packets that reach it.
 */
enum NetworkAddress {
  CONTROL_PLANE("public", "203.0.113.10", 443),
  PUBLIC_DATA("public", "203.0.113.20", 443),
  ENDPOINT("endpoint", "10.77.2.10", 443),
  SECOND_ENDPOINT("endpoint", "10.77.2.11", 443),
  /** The endpoint's address of the other family, in the form that Java prints. */
  IPV6_ENDPOINT("endpoint", "fd77:2:0:0:0:0:0:10", 443),
  OTHER_ENDPOINT("endpoint", "10.77.2.20", 443),
  RESTRICTED_ENDPOINT("endpoint", "10.77.2.30", 443),
  /** The endpoint that a run of endurance starts and kills, with its second address. */
  ENDURANCE("endpoint", "10.77.2.40", 443),
  SECOND_ENDURANCE("endpoint", "10.77.2.41", 443),
  PROXY("proxy", "10.77.4.8", 3128),
  /** The application host itself, for a server that a scenario starts. */
  APP("app", "10.77.1.10", 443);

  private final String host;
  private final String address;
  private final int port;

  NetworkAddress(String host, String address, int port) {
    this.host = host;
    this.address = address;
    this.port = port;
  }

  /** Returns the host that has the address. */
  String host() {
    return host;
  }

  String address() {
    return address;
  }

  int port() {
    return port;
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** Returns the name of the counter of packets that reached the address. */
  String counter() {
    return "to_" + address.substring(address.lastIndexOf('.') + 1);
  }
}
