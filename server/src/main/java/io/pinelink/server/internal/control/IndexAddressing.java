package io.pinelink.server.internal.control;

import io.pinelink.server.internal.http.ServerRequest;

/** Where the data planes of one project's indexes are reached, and which index a call is for. */
public interface IndexAddressing {
  /** Makes the index's host answer; an index has one host as long as it lives. */
  void open(String index);

  /** Ends what {@link #open} began. */
  void close(String index);

  /** The host as the control plane tells it, with a port unless it is 443. */
  String publicHost(String index);

  /** The host behind the private endpoint; the public one where there is no such endpoint. */
  String privateHost(String index);

  /** Whether the call came to a host of these, with or without such an index. */
  boolean areOf(ServerRequest call);

  /** Whether the call came to this index's host. */
  boolean leadsTo(String index, ServerRequest call);
}
