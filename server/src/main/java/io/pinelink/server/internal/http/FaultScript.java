package io.pinelink.server.internal.http;

import java.util.Optional;

/** A script of the faults of calls and of TLS handshakes. Thread-safe. */
public interface FaultScript {
  /**
   * Returns what replaces or changes the response to a call; empty if no fault strikes it. It is
   * called once for each call, in the order in which the calls have arrived completely.
   */
  Optional<ResponsePlan> plan(ServerCall call);

  /**
   * Returns the fault of a TLS handshake; empty if none strikes it.
   *
   * @param serverName the server name of the handshake; empty if it has none
   */
  Optional<HandshakeFault> plan(ListenerRole listener, String serverName);
}
