package io.pinelink.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of the vectors whose metadata matches a filter.
 *
 * <p>Immutable and thread-safe. Source: fetchByMetadata, API version 2025-10.
 */
public final class FetchByMetadataRequest
    extends PaginatedRequest<FetchByMetadataRequest, FetchByMetadataRequest.Builder> {

  private FetchByMetadataRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for the first page of the vectors that match a filter. */
  public static FetchByMetadataRequest matching(Filter filter) {
    return builder(filter).build();
  }

  /** Creates a builder for a request for the vectors that match a filter. */
  public static Builder builder(Filter filter) {
    return new Builder(filter);
  }

  public Filter filter() {
    return settings.filter;
  }

  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(settings.valuesInto);
  }

  /** Returns the page size, not the filter. */
  @Override
  public String toString() {
    return "FetchByMetadataRequest[" + limitText() + "]";
  }

  /** Builds a {@link FetchByMetadataRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<FetchByMetadataRequest, Builder> {
    private final Filter filter;
    private @Nullable VectorBuffer valuesInto;

    private Builder(Filter filter) {
      super(10_000);
      this.filter = Objects.requireNonNull(filter, "filter is null");
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
    @Override
    public FetchByMetadataRequest build() {
      return new FetchByMetadataRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(filter, valuesInto);
    }
  }
}
