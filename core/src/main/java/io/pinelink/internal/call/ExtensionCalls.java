package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.routing.Route;
import io.pinelink.spi.TransportProvider;
import io.pinelink.spi.credential.Credential;
import java.util.concurrent.Executor;

/**
 * The calls of an extension's client: over REST, with the options of the builder that all clients
 * share.
 */
public interface ExtensionCalls {
  /** The maximum size of a response. */
  int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

  /**
   * Creates the transports and returns a caller of the control plane, which completes futures in
   * place.
   *
   * @throws IllegalStateException if there is no transport on the class path
   */
  Caller open(Credential credential);

  /** Returns the route to the control plane. */
  Route route();

  /**
   * Returns the route to a host that is not of an index.
   *
   * @throws IllegalArgumentException if the host is refused
   */
  Route route(String host);

  /** Returns the executor on which futures complete. */
  Executor callbackExecutor();

  /** Replaces the transports found on the class path, for tests. */
  void transports(TransportProvider... providers);

  /** Replaces the scheduler of the pauses between attempts, for tests. */
  void scheduler(Scheduler scheduler);
}
