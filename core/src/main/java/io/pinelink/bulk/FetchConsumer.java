package io.pinelink.bulk;

import io.pinelink.model.Vector;

/**
 * A consumer of the vectors that a bulk fetch reads. Its methods are called one after another, on a
 * thread of the fetch, and may block; the fetch then reads no more than it can buffer. Each id of
 * the source is passed once, as found or as missing. Ids of one batch are passed in their order,
 * batches in any order.
 *
 * <p>An exception from a method ends the fetch as {@link BulkOutcome#FAILED}, with that exception
 * as the cause, and neither method is called again. The id of that call counts as unknown.
 */
public interface FetchConsumer {
  /** Receives a vector that exists. */
  void found(Vector vector);

  /** Receives an id that does not exist in the namespace. */
  void missing(String id);
}
