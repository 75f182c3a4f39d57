package io.pinelink.model;

import java.util.OptionalLong;

/** The response to an update of vectors or documents. */
public sealed interface UpdateResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.UpdateResult {
  /**
   * Returns the number of vectors or documents that matched the filter. For vectors it may be more
   * than the 100,000 that one call changes. Empty for an update by id, for which the service does
   * not report whether the id existed.
   */
  OptionalLong matchedRecords();
}
