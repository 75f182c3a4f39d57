package io.pinelink.flink;

import java.util.Objects;

/**
 * A vector that the service or the client's validation rejected as invalid. It was not written.
 *
 * @param id the vector's id
 * @param namespace the namespace that it was meant for
 * @param reason why it was rejected
 */
public record RejectedVector(String id, String namespace, Throwable reason) {
  /** Checks that no part is null. */
  public RejectedVector {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(reason, "reason");
  }

  /** Returns the id, the namespace and the reason's message. */
  @Override
  public String toString() {
    return "'" + id + "' of namespace '" + namespace + "': " + reason.getMessage();
  }
}
