package io.pinelink.imports;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of imports.
 *
 * <p>Immutable and thread-safe. Source: listBulkImports, API version 2026-04.
 */
public final class ListImportsRequest {
  private static final ListImportsRequest ALL = builder().build();

  private final @Nullable Integer limit;
  private final @Nullable String paginationToken;

  private ListImportsRequest(Builder builder) {
    this.limit = builder.limit;
    this.paginationToken = builder.paginationToken;
  }

  /** Returns a request for every import, in pages of the service's default size, 100. */
  public static ListImportsRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the maximum number of imports in a page; empty for the service's default. */
  public OptionalInt limit() {
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** Returns the token of the page; empty for the first page. */
  public Optional<String> paginationToken() {
    return Optional.ofNullable(paginationToken);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.limit = limit;
    builder.paginationToken = paginationToken;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListImportsRequest that
        && Objects.equals(that.limit, limit)
        && Objects.equals(that.paginationToken, paginationToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(limit, paginationToken);
  }

  @Override
  public String toString() {
    return "ListImportsRequest[limit " + limit + "]";
  }

  /** Builds a {@link ListImportsRequest}. */
  public static final class Builder {
    private @Nullable Integer limit;
    private @Nullable String paginationToken;

    private Builder() {}

    /** Sets the maximum number of imports in a page, 1 to 100. Default: the service's, 100. */
    public Builder limit(int limit) {
      this.limit = Check.range("limit", limit, 1, 100);
      return this;
    }

    /**
     * Sets the token of the page, from {@link ListImportsResponse#nextToken()}. Default: the first
     * page.
     */
    public Builder paginationToken(String token) {
      this.paginationToken = Check.notBlank("paginationToken", token);
      return this;
    }

    /** Builds the request. */
    public ListImportsRequest build() {
      return new ListImportsRequest(this);
    }
  }
}
