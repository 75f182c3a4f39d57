package io.pinelink.server.internal.http;

import java.util.Optional;
import java.util.function.Consumer;

/** What is to go wrong instead of the service's answer. Thread-safe. */
@FunctionalInterface
public interface FaultScript {
  /** What a call of the operation meets, if anything; it is used up. */
  Optional<Consumer<ServerCall>> take(String operation);
}
