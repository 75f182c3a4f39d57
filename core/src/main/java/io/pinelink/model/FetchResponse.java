package io.pinelink.model;

import java.util.Map;

/**
 * Vectors read by id.
 *
 * @param vectors by id; ids that are not there are left out
 * @param namespace the namespace as the service names it
 * @param readUnits what the fetch cost; 0 if the service did not say
 */
public record FetchResponse(
    Map<String, Vector> vectors, String namespace, long readUnits, ResponseInfo info) {
  /** Copies the vectors. */
  public FetchResponse {
    vectors = Map.copyOf(vectors);
  }
}
