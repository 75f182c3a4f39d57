package io.pinelink.server.internal.http;

import java.util.Optional;
import java.util.function.Consumer;

/** A script of faults that replace responses of the service. Thread-safe. */
@FunctionalInterface
public interface FaultScript {
  /** Removes and returns the fault for a call of the operation, if there is one. */
  Optional<Consumer<ServerCall>> take(String operation);
}
