package io.pinelink.testing;

import java.util.Optional;
import java.util.function.Consumer;

/** What is to go wrong instead of the service's answer. Thread-safe. */
@FunctionalInterface
interface FaultScript {
  /** What a call of the operation meets, if anything; it is used up. */
  Optional<Consumer<Turn>> take(String operation);
}
