package io.pinelink.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for the number of vectors in an index.
 *
 * <p>Immutable and thread-safe. Source: describeIndexStats, API version 2026-04.
 */
public final class StatsRequest {
  private static final StatsRequest ALL = builder().build();

  private final @Nullable Filter filter;

  private StatsRequest(Builder builder) {
    this.filter = builder.filter;
  }

  /** Returns a request that counts all vectors. */
  public static StatsRequest all() {
    return ALL;
  }

  /**
   * Returns a request that counts the vectors that match the filter; serverless indexes refuse it.
   */
  public static StatsRequest matching(Filter filter) {
    return builder().filter(filter).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the filter that counted vectors must match; empty to count all vectors. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.filter = filter;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatsRequest that && Objects.equals(that.filter, filter);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(filter);
  }

  @Override
  public String toString() {
    return "StatsRequest[filter " + filter + "]";
  }

  /** Builds a {@link StatsRequest}. */
  public static final class Builder {
    private @Nullable Filter filter;

    private Builder() {}

    /**
     * Sets the filter that counted vectors must match; serverless indexes refuse it. Default: all
     * vectors are counted.
     */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Builds the request. */
    public StatsRequest build() {
      return new StatsRequest(this);
    }
  }
}
