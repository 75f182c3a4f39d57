package io.pinelink.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for the number of vectors in an index.
 *
 * <p>Immutable and thread-safe. Source: describeIndexStats, API version 2026-04.
 */
public final class StatsRequest extends Built<StatsRequest.Builder> {
  private static final StatsRequest ALL = builder().build();

  private StatsRequest(Builder builder) {
    super(builder);
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

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  @Override
  public String toString() {
    return "StatsRequest[filter " + settings.filter + "]";
  }

  /** Builds a {@link StatsRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(filter);
    }
  }
}
