package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Scheduler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The state that all calls of a client share.
 *
 * @param counts the calls, by their routes
 * @param scheduler times the pauses between the polls of a wait
 * @param shared what the code above the calls shares in this client, one object of each class
 * @param version the API version that the transports send
 * @param listeners observe the calls
 */
public record ClientState(
    InFlightCalls inFlight,
    RouteCounts counts,
    Scheduler scheduler,
    Map<Class<?>, Object> shared,
    SelectedApiVersion version,
    CallListeners listeners) {

  /** Creates the state of a client without listeners. */
  public ClientState(
      InFlightCalls inFlight, RouteCounts counts, Scheduler scheduler, SelectedApiVersion version) {
    this(inFlight, counts, scheduler, new ConcurrentHashMap<>(), version, CallListeners.none());
  }

  /** Creates the state of a client that uses the system's clock. */
  public static ClientState of(
      InFlightCalls inFlight,
      RouteCounts counts,
      SelectedApiVersion version,
      CallListeners listeners) {
    return new ClientState(
        inFlight, counts, Scheduler.system(), new ConcurrentHashMap<>(), version, listeners);
  }

  /** Returns the shared object of a class, a new one if there is none. */
  <T> T shared(Class<T> type, Supplier<T> create) {
    return type.cast(shared.computeIfAbsent(type, unused -> create.get()));
  }

  /** Returns the state for calls that are not reported to listeners. */
  ClientState unobserved() {
    return new ClientState(inFlight, counts, scheduler, shared, version, CallListeners.none());
  }
}
