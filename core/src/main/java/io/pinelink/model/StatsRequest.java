package io.pinelink.model;

import java.util.Optional;

/**
 * What to count.
 *
 * @param filter counts only vectors that fulfil it; pod indexes alone take it. Empty for all.
 */
public record StatsRequest(Optional<Filter> filter) {
  /** Counts all vectors. */
  public static StatsRequest all() {
    return new StatsRequest(Optional.empty());
  }

  /** Counts the vectors that fulfil the filter; serverless indexes refuse it. */
  public static StatsRequest matching(Filter filter) {
    return new StatsRequest(Optional.of(filter));
  }
}
