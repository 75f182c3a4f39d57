package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A collection as the control plane describes it.
 *
 * <p>Source: CollectionModel, API version 2026-04.
 *
 * @param name the name
 * @param status the service's name of the status: {@code Initializing}, {@code Ready}, {@code
 *     Terminating}; open
 * @param environment the environment
 * @param size the size in bytes; empty if the service did not report it
 * @param dimension the dimension of the vectors; empty if the service did not report it
 * @param vectorCount the number of vectors; empty if the service did not report it
 * @param info the info of the response, which all collections of one list share
 */
public record CollectionDescription(
    String name,
    String status,
    String environment,
    OptionalLong size,
    OptionalInt dimension,
    OptionalLong vectorCount,
    ResponseInfo info)
    implements Response {
  private static final Set<String> ENDED = Set.of("Terminating", "Terminated", "Failed");

  /** Checks that no part is null. */
  public CollectionDescription {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(dimension, "dimension");
    Objects.requireNonNull(vectorCount, "vectorCount");
    Objects.requireNonNull(info, "info");
  }

  /** Returns whether indexes can be created from the collection. */
  public boolean isReady() {
    return status.equals("Ready");
  }

  /** Returns whether the collection can no longer become ready. */
  public boolean isTerminal() {
    return ENDED.contains(status);
  }
}
