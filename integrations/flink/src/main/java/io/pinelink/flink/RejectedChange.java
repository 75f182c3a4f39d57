package io.pinelink.flink;

import io.pinelink.bulk.BulkChange;
import java.util.Objects;

/**
 * A change that the service or the client's validation rejected as invalid. It had no effect.
 *
 * @param change the change, with its namespace
 * @param reason why it was rejected
 */
public record RejectedChange(BulkChange change, Throwable reason) {
  /** Checks that no part is null. */
  public RejectedChange {
    Objects.requireNonNull(change, "change is null");
    Objects.requireNonNull(reason, "reason is null");
  }

  /** Returns the kind, the id, the namespace and the reason's message. */
  @Override
  public String toString() {
    return change + " of namespace '" + namespace() + "': " + reason.getMessage();
  }

  /** Returns the namespace of the change; empty for the default one. */
  public String namespace() {
    return change.namespace().orElse("");
  }
}
