package io.pinelink.bulk;

import java.util.Objects;

/**
 * An item whose success was not confirmed: a vector, a record, a document, an update or an id.
 *
 * @param id the item's id; empty if the item was too malformed to have one
 * @param position the item's position in the source, from 0
 * @param outcome the known state of the item
 * @param reason the cause
 */
public record BulkFailure(String id, long position, Outcome outcome, Throwable reason) {
  /** Checks that no part is null. */
  public BulkFailure {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }

  /** The known state of an item that was not accepted. */
  public enum Outcome {
    /**
     * The service refused the item, or the client did because it violates a rule. The item was not
     * written.
     */
    REJECTED,
    /**
     * The item was sent, but no response shows whether it was written; or the consumer of a fetch
     * has not returned from processing it.
     */
    UNKNOWN,
    /**
     * The item was not written for a reason other than its content: it was not sent, or was
     * throttled; or the consumer of a fetch did not receive it.
     */
    UNSENT
  }

  /** Returns id, position, outcome and the message of the reason. */
  @Override
  public String toString() {
    return outcome + " '" + id + "' at position " + position + ": " + reason.getMessage();
  }
}
