package io.pinelink.model;

import java.util.OptionalLong;

/** The response to a delete of vectors or documents. */
public sealed interface DeleteResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.DeleteResult {
  /**
   * Returns the number of documents that matched the filter when the service accepted the delete;
   * empty for vectors, for a delete by id or of everything, and if the service did not report it.
   */
  OptionalLong matchedRecords();
}
