package io.pinelink.model;

import java.util.Map;

/**
 * The vectors of a fetch by id.
 *
 * <p>Over REST the ids are part of the URL, in which they may take 8,000 bytes. More ids are sent
 * in several requests, one after another. In this case {@code readUnits} is the sum, and {@code
 * info} has the request id of the first request and the lowest log sequence number that all of them
 * saw.
 *
 * @param vectors by id; unknown ids are left out
 * @param namespace the namespace as the service names it
 * @param readUnits the read units of the fetch; 0 if the service did not report them
 */
public record FetchResponse(
    Map<String, Vector> vectors, String namespace, long readUnits, ResponseInfo info) {
  /** Copies the vectors. */
  public FetchResponse {
    vectors = Map.copyOf(vectors);
  }
}
