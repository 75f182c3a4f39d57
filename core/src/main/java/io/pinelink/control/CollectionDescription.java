package io.pinelink.control;

import io.pinelink.model.ResponseInfo;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A collection as the control plane describes it.
 *
 * <p>Source: CollectionModel, API version 2026-04.
 *
 * @param name its name
 * @param status the service's word for how far it is: {@code Initializing}, {@code Ready}, {@code
 *     Terminating}; open
 * @param environment where it lives
 * @param size how many bytes it has; empty if the service did not say
 * @param dimension how many values each vector has; empty if the service did not say
 * @param vectorCount how many vectors it has; empty if the service did not say
 * @param info of the response that told it; collections of one list share theirs
 */
public record CollectionDescription(
    String name,
    String status,
    String environment,
    OptionalLong size,
    OptionalInt dimension,
    OptionalLong vectorCount,
    ResponseInfo info) {
  private static final Set<String> ENDED = Set.of("Terminating", "Terminated", "Failed");

  /** Whether indexes can be made from it. */
  public boolean isReady() {
    return status.equals("Ready");
  }

  /** Whether it will not become ready by waiting. */
  public boolean isTerminal() {
    return ENDED.contains(status);
  }
}
