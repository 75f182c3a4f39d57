package io.pinelink.model;

import java.util.Map;

/**
 * Vectors read by id.
 *
 * <p>Over REST the ids stand in a URL, of which 8,000 bytes may be taken: more ids go out as
 * several requests, one after another. Then {@code readUnits} is their sum, and {@code info} has
 * the request id of the first and the lowest number of a write that all of them saw.
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
