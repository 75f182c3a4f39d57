package io.pinelink.model;

import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param filter counts only vectors that fulfil it; pod indexes alone take it. Null for all.
 */
public record StatsRequest(@Nullable Filter filter) {
  /** Counts all vectors. */
  public static StatsRequest all() {
    return new StatsRequest(null);
  }

  /** Counts the vectors that fulfil the filter; serverless indexes refuse it. */
  public static StatsRequest matching(Filter filter) {
    return new StatsRequest(filter);
  }
}
