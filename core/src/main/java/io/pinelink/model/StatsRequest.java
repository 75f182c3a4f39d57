package io.pinelink.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for the number of vectors in an index.
 *
 * @param filter counts only vectors that match it; supported by pod indexes only. Empty to count
 *     all vectors.
 */
public record StatsRequest(Optional<Filter> filter) {
  /** Checks that no part is null. */
  public StatsRequest {
    Objects.requireNonNull(filter, "filter is null");
  }

  /** Returns a request that counts all vectors. */
  public static StatsRequest all() {
    return new StatsRequest(Optional.empty());
  }

  /**
   * Returns a request that counts the vectors that match the filter; serverless indexes refuse it.
   */
  public static StatsRequest matching(Filter filter) {
    Objects.requireNonNull(filter, "filter is null");
    return new StatsRequest(Optional.of(filter));
  }
}
