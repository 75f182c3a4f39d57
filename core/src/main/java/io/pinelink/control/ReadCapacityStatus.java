package io.pinelink.control;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a read capacity is.
 *
 * @param state the service's word for it, such as {@code Ready}, {@code Scaling}, {@code Migrating}
 *     or {@code Error}; open
 * @param currentShards how many shards there are now; empty if the service did not say
 * @param currentReplicas how many replicas there are now; empty if the service did not say
 * @param errorMessage what went wrong; empty if nothing did
 */
public record ReadCapacityStatus(
    String state,
    OptionalInt currentShards,
    OptionalInt currentReplicas,
    Optional<String> errorMessage) {}
