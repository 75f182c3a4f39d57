package io.pinelink.bulk;

/**
 * A vector or record that is not known to have been written; or an id or an update, of which the
 * same is not known.
 *
 * @param id its id; empty for one that was too broken to have any
 * @param position where it stood in the source, from 0
 * @param outcome what is known of it
 * @param reason why
 */
public record BulkFailure(String id, long position, Outcome outcome, Throwable reason) {
  /** What is known of a vector or record that was not accepted. */
  public enum Outcome {
    /** The service refused it, or the client did since it breaks a rule; it was not written. */
    REJECTED,
    /**
     * It was sent, and no answer tells whether it was written; or the consumer of a fetch has not
     * come back with it.
     */
    UNKNOWN,
    /**
     * It was not written, for a reason that is not its own: it was not sent, or throttled; or the
     * consumer of a fetch did not get it.
     */
    UNSENT
  }

  /** Id, position, outcome and the reason's message. */
  @Override
  public String toString() {
    return outcome + " '" + id + "' at position " + position + ": " + reason.getMessage();
  }
}
