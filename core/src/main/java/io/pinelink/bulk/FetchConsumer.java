package io.pinelink.bulk;

import io.pinelink.model.Vector;

/**
 * Takes what a bulk fetch reads. Its methods are called one after another, on a thread of the
 * fetch's own, and may block: no more is read than there is room for meanwhile. Each id of the
 * source comes once, as found or as missing; those of one batch in their order, the batches in any.
 *
 * <p>What a method throws ends the fetch as {@link BulkOutcome#FAILED}, with that as the cause, and
 * neither is called any more. The id that it was called for counts as unknown.
 */
public interface FetchConsumer {
  /** A vector that is there. */
  void found(Vector vector);

  /** An id that the namespace does not have. */
  void missing(String id);
}
