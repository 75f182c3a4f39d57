package io.pinelink.networktests;

/** A fault that a run of endurance begins and ends, while callers work. */
enum NetworkFault {
  PUBLIC_ANSWER("DNS answers the public address"),
  MIXED_ANSWER("DNS answers the endpoint and the public address"),
  NO_ANSWER("DNS answers NXDOMAIN"),
  SILENT_DNS("DNS answers nothing"),
  SECOND_ADDRESS("DNS answers the endpoint's second address"),
  OTHER_ENDPOINT("DNS answers another project's endpoint"),
  ENDPOINT_KILLED("the endpoint's process is killed"),
  LINK_DOWN("the endpoint's link is down"),
  BLACK_HOLE("the router drops packets to the endpoint"),
  RETURN_BLACK_HOLE("the router drops packets from the endpoint"),
  RESET("the router resets connections to the endpoint"),
  LOSS_AND_REORDER("the router loses and reorders 5 % of packets"),
  RENEWED_CERTIFICATE("the endpoint restarts with a renewed certificate"),
  EXPIRED_CERTIFICATE("the endpoint's certificate has expired"),
  NEW_AUTHORITY("the certificate authority is replaced");

  private final String words;

  NetworkFault(String words) {
    this.words = words;
  }

  /** Returns whether the DNS server is silent, or restarts with other answers. */
  boolean isOfDns() {
    return switch (this) {
      case PUBLIC_ANSWER, MIXED_ANSWER, NO_ANSWER, SILENT_DNS, SECOND_ADDRESS, OTHER_ENDPOINT ->
          true;
      default -> false;
    };
  }

  /** Returns what the fault is, as the report names it. */
  @Override
  public String toString() {
    return words;
  }
}
