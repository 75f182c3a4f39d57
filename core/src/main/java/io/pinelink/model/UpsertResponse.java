package io.pinelink.model;

/** The response to an upsert of vectors or documents, which become readable shortly after. */
public sealed interface UpsertResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.UpsertResult {
  /**
   * Returns the number of vectors or documents written, new and replaced alike; 0 if the server
   * does not report it. The service accepts or refuses a request as a whole, so this is the number
   * in the request. If it is lower, some were not written, and the upsert should be repeated: bulk
   * operations and bulk writers do not count such a request as accepted.
   */
  long upsertedCount();
}
