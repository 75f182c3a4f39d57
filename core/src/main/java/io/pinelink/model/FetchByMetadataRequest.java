package io.pinelink.model;

import io.pinelink.internal.validation.PageParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of the vectors whose metadata matches a filter.
 *
 * <p>Immutable and thread-safe. Source: fetchByMetadata, API version 2025-10.
 */
public final class FetchByMetadataRequest implements PaginatedRequest<FetchByMetadataRequest> {
  private final Filter filter;
  private final PageParameters page;
  private final @Nullable VectorBuffer valuesInto;

  private FetchByMetadataRequest(Builder builder) {
    this.filter = builder.filter;
    this.page = builder.page;
    this.valuesInto = builder.valuesInto;
  }

  /** Returns a request for the first page of the vectors that match a filter. */
  public static FetchByMetadataRequest matching(Filter filter) {
    return builder(filter).build();
  }

  /** Creates a builder for a request for the vectors that match a filter. */
  public static Builder builder(Filter filter) {
    return new Builder(filter);
  }

  /** Returns the filter that the vectors must match. */
  public Filter filter() {
    return filter;
  }

  /** Returns the maximum number of vectors in a page; empty for the service's default, 100. */
  @Override
  public OptionalInt limit() {
    return page.limit();
  }

  /** Returns the token of the page; empty for the first page. */
  @Override
  public Optional<String> paginationToken() {
    return page.token();
  }

  @Override
  public FetchByMetadataRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns the buffer that the dense values are read into; empty if there is none. */
  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(valuesInto);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(filter);
    builder.page = page;
    builder.valuesInto = valuesInto;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FetchByMetadataRequest that
        && that.filter.equals(filter)
        && that.page.equals(page)
        && that.valuesInto == valuesInto;
  }

  @Override
  public int hashCode() {
    return Objects.hash(filter, page, valuesInto);
  }

  /** Returns the page size, not the filter. */
  @Override
  public String toString() {
    return "FetchByMetadataRequest[" + page + "]";
  }

  /** Builds a {@link FetchByMetadataRequest}. */
  public static final class Builder {
    private final Filter filter;
    private PageParameters page = PageParameters.FIRST;
    private @Nullable VectorBuffer valuesInto;

    private Builder(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
    }

    /**
     * Sets the maximum number of vectors in a page, 1 to 10,000; a page is never larger than 4 MB.
     * Default: the service's, 100.
     */
    public Builder limit(int limit) {
      page = page.withLimit(limit, 10_000);
      return this;
    }

    /**
     * Sets the token of the page, from {@link Page#nextToken()}; it is valid for the same namespace
     * and filter only. Default: the first page.
     */
    public Builder paginationToken(String token) {
      page = page.withToken(token);
      return this;
    }

    /**
     * Reads the dense values into the array of a buffer: see {@link
     * FetchByMetadataResponse#columns()}. Default: each vector has an array of its own.
     */
    public Builder valuesInto(VectorBuffer buffer) {
      this.valuesInto = Objects.requireNonNull(buffer, "buffer is null");
      return this;
    }

    /** Builds the request. */
    public FetchByMetadataRequest build() {
      return new FetchByMetadataRequest(this);
    }
  }
}
