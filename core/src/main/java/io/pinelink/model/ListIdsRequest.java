package io.pinelink.model;

import io.pinelink.internal.validation.PageParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of ids, in byte order. Serverless indexes only.
 *
 * <p>Immutable and thread-safe. Source: listVectors, API version 2026-04.
 */
public final class ListIdsRequest implements PaginatedRequest<ListIdsRequest> {
  private static final ListIdsRequest ALL = builder().build();

  private final @Nullable String prefix;
  private final PageParameters page;

  private ListIdsRequest(Builder builder) {
    this.prefix = builder.prefix;
    this.page = builder.page;
  }

  /** Returns a request for every id, in pages of the service's default size, 100. */
  public static ListIdsRequest all() {
    return ALL;
  }

  /** Returns a request for the ids that begin with a text. */
  public static ListIdsRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the prefix of the ids; empty for all ids. */
  public Optional<String> prefix() {
    return Optional.ofNullable(prefix);
  }

  /** Returns the maximum number of ids in a page; empty for the service's default. */
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
  public ListIdsRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.prefix = prefix;
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListIdsRequest that
        && Objects.equals(that.prefix, prefix)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(prefix, page);
  }

  @Override
  public String toString() {
    return "ListIdsRequest[prefix " + prefix + ", " + page + "]";
  }

  /** Builds a {@link ListIdsRequest}. */
  public static final class Builder {
    private @Nullable String prefix;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the prefix of the ids. Default: all ids. */
    public Builder prefix(String prefix) {
      this.prefix = Objects.requireNonNull(prefix, "prefix is null");
      return this;
    }

    /** Sets the maximum number of ids in a page, 1 to 100. Default: the service's, 100. */
    public Builder limit(int limit) {
      page = page.withLimit(limit, 100);
      return this;
    }

    /** Sets the token of the page, from {@link Page#nextToken()}. Default: the first page. */
    public Builder paginationToken(String token) {
      page = page.withToken(token);
      return this;
    }

    /** Builds the request. */
    public ListIdsRequest build() {
      return new ListIdsRequest(this);
    }
  }
}
