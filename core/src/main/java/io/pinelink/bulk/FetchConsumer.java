package io.pinelink.bulk;

/**
 * A consumer of what a bulk fetch reads: vectors or documents. Its methods are called one after
 * another, on a thread of the fetch, and may block; the fetch then reads no more than it can
 * buffer. Each id of the source is passed once, as found or as missing. Ids of one batch are passed
 * in their order, batches in any order.
 *
 * <p>An exception from a method ends the fetch as {@link BulkOutcome#FAILED}, with that exception
 * as the cause, and neither method is called again. The id of that call counts as unknown.
 *
 * @param <T> {@link io.pinelink.model.Vector} or {@link io.pinelink.documents.Document}
 */
public interface FetchConsumer<T> {
  /** Receives a vector or a document that exists. */
  void found(T found);

  /** Receives an id that does not exist in the namespace. */
  void missing(String id);
}
