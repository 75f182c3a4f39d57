package io.pinelink.server.internal.control;

import io.pinelink.server.internal.http.ServerCall;

/** The hosts of the data planes of one project's indexes, and the mapping of calls to indexes. */
public interface IndexAddressing {
  /** Opens the host of an index, if it has to be opened. */
  default void open(String index) {}

  /**
   * Opens the host of an index that was saved, at its port if that is possible.
   *
   * @param port 0 if it had none of its own
   */
  default void reopen(String index, int port) {
    open(index);
  }

  /** Returns the port of an index; 0 if it has none of its own. */
  default int port(String index) {
    return 0;
  }

  /** Closes the host of an index, if it was opened. */
  default void close(String index) {}

  /** Returns the host as the control plane reports it, with a port unless it is the default. */
  String publicHost(String index);

  /** Returns the host behind the private endpoint; the public host if there is no endpoint. */
  String privateHost(String index);

  /**
   * Returns whether a call's host belongs to this project alone, whether or not the index exists.
   */
  boolean areOf(ServerCall call);

  /** Returns whether a call's host is the host of an index. */
  boolean leadsTo(String index, ServerCall call);
}
