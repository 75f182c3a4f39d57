package io.pinelink.control;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The status of a read capacity.
 *
 * @param state the service's name of the state, such as {@code Ready}, {@code Scaling}, {@code
 *     Migrating} or {@code Error}; open
 * @param currentShards the current number of shards; empty if the service did not report it
 * @param currentReplicas the current number of replicas; empty if the service did not report it
 * @param errorMessage the error; empty if there is none
 */
public record ReadCapacityStatus(
    String state,
    OptionalInt currentShards,
    OptionalInt currentReplicas,
    Optional<String> errorMessage) {
  /** Checks that no part is null. */
  public ReadCapacityStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(currentShards, "currentShards");
    Objects.requireNonNull(currentReplicas, "currentReplicas");
    Objects.requireNonNull(errorMessage, "errorMessage");
  }
}
