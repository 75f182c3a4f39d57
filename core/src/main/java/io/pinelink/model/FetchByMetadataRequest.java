package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Which vectors to read: all whose metadata matches a filter, a page at a time.
 *
 * <p>Immutable and thread-safe. Source: fetchByMetadata, API version 2025-10.
 */
public final class FetchByMetadataRequest {
  private final Filter filter;
  private final @Nullable Integer limit;
  private final @Nullable String paginationToken;

  private FetchByMetadataRequest(Builder builder) {
    this.filter = builder.filter;
    this.limit = builder.limit;
    this.paginationToken = builder.paginationToken;
  }

  /** Begins a request for the vectors that match a filter. */
  public static Builder matching(Filter filter) {
    return new Builder(filter);
  }

  /** What the vectors must fulfil. */
  public Filter filter() {
    return filter;
  }

  /** How many vectors a page has at most; empty for the service's default, 100. */
  public OptionalInt limit() {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** Where the page begins; empty for the first. */
  public Optional<String> paginationToken() {
    return Optional.ofNullable(paginationToken);
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    Builder builder = new Builder(filter);
    builder.limit = limit;
    builder.paginationToken = paginationToken;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FetchByMetadataRequest that
        && that.filter.equals(filter)
        && Objects.equals(that.limit, limit)
        && Objects.equals(that.paginationToken, paginationToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(filter, limit, paginationToken);
  }

  /** The page's size, not the filter. */
  @Override
  public String toString() {
    return "FetchByMetadataRequest[limit " + limit + "]";
  }

  /** Builds a {@link FetchByMetadataRequest}. */
  public static final class Builder {
    private final Filter filter;
    private @Nullable Integer limit;
    private @Nullable String paginationToken;

    private Builder(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter");
    }

    /**
     * How many vectors a page has at most, 1 to 10,000; a page is never larger than 4 MB. Default:
     * the service's, 100.
     */
    public Builder limit(int limit) {
      this.limit = Check.range("limit", limit, 1, 10_000);
      return this;
    }

    /**
     * The token of {@link Page#nextToken()}, good for the same namespace and filter alone. Default:
     * the first page.
     */
    public Builder paginationToken(String token) {
      this.paginationToken = Check.notBlank("paginationToken", token);
      return this;
    }

    /** The request. */
    public FetchByMetadataRequest build() {
      return new FetchByMetadataRequest(this);
    }
  }
}
