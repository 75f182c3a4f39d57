package io.pinelink.internal.call;

import io.pinelink.internal.bulk.ConcurrencyLimiters;
import io.pinelink.internal.concurrent.Scheduler;

/**
 * The state that all calls of a client share.
 *
 * @param counts the calls, by their routes
 * @param scheduler times the pauses between the polls of a wait
 * @param limiters the concurrency limits of bulk operations, by namespace
 * @param version the API version that the transports send
 * @param listeners observe the calls
 * @param replacement the client that has replaced this one, if any
 */
public record ClientState(
    InFlightCalls inFlight,
    RouteCounts counts,
    Scheduler scheduler,
    ConcurrencyLimiters limiters,
    ApiVersion version,
    CallListeners listeners,
    Replacement replacement) {

  /** Creates the state of a client without listeners. */
  public ClientState(
      InFlightCalls inFlight,
      RouteCounts counts,
      Scheduler scheduler,
      ConcurrencyLimiters limiters,
      ApiVersion version) {
    this(inFlight, counts, scheduler, limiters, version, CallListeners.none(), new Replacement());
  }

  /** Creates the state of a client that uses the system's clock. */
  public static ClientState of(
      InFlightCalls inFlight, RouteCounts counts, ApiVersion version, CallListeners listeners) {
    return new ClientState(
        inFlight,
        counts,
        Scheduler.system(),
        ConcurrencyLimiters.system(),
        version,
        listeners,
        new Replacement());
  }

  /** Returns the state for calls of this client alone that are not reported to listeners. */
  ClientState unobserved() {
    return new ClientState(inFlight, counts, scheduler, limiters, version);
  }
}
