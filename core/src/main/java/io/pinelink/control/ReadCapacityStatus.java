package io.pinelink.control;

import java.util.Optional;
import java.util.OptionalInt;

/** The status of a read capacity. */
public sealed interface ReadCapacityStatus
    permits io.pinelink.internal.response.ControlResponses.ReadCapacityStatusResult {
  /**
   * Returns the service's name of the state, such as {@code Ready}, {@code Scaling}, {@code
   * Migrating} or {@code Error}; open.
   */
  String state();

  /** Returns the current number of shards; empty if the service did not report it. */
  OptionalInt currentShards();

  /** Returns the current number of replicas; empty if the service did not report it. */
  OptionalInt currentReplicas();

  /** Returns the error; empty if there is none. */
  Optional<String> errorMessage();
}
