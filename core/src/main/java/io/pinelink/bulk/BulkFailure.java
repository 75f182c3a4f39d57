package io.pinelink.bulk;

/** An item whose success was not confirmed: a vector, a record, a document, an update or an id. */
public sealed interface BulkFailure
    permits io.pinelink.internal.response.BulkReports.BulkFailureResult {
  /** Returns the item's id; empty if the item was too malformed to have one. */
  String id();

  /** Returns the item's position in the source, from 0. */
  long position();

  /** Returns the known state of the item. */
  Outcome outcome();

  /** Returns the cause. */
  Throwable reason();

  /** The known state of an item that was not accepted. */
  enum Outcome {
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
     * The item was not written for a reason other than its content: it was not sent, was throttled,
     * or exceeded a quota; or the consumer of a fetch did not receive it.
     */
    UNSENT
  }
}
