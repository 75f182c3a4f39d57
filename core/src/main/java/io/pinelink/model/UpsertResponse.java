package io.pinelink.model;

/** The response to an upsert. */
public sealed interface UpsertResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.UpsertResult {
  /**
   * Returns the number of vectors written, new and replaced alike; 0 if the server does not report
   * it. The service accepts or refuses a request as a whole, so this is the number of vectors of
   * the request. If it is lower, some were not written, and the upsert should be repeated: bulk
   * operations and bulk writers do not count such a request as accepted.
   */
  long upsertedCount();
}
