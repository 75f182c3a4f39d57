package io.pinelink.model;

import io.pinelink.internal.validation.PageParameters;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of a list that has no other parameters, such as the restore jobs of a
 * project.
 *
 * <pre>{@code
 * PageRequest.all()                           // in pages of the service's default size
 * PageRequest.builder().limit(10).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class PageRequest implements PaginatedRequest<PageRequest> {
  private static final PageRequest ALL = builder().build();

  private final PageParameters page;

  private PageRequest(Builder builder) {
    this.page = builder.page;
  }

  /** Returns a request for all items, in pages of the service's default size. */
  public static PageRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public OptionalInt limit() {
    return page.limit();
  }

  @Override
  public Optional<String> paginationToken() {
    return page.token();
  }

  @Override
  public PageRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageRequest that && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return page.hashCode();
  }

  @Override
  public String toString() {
    return "PageRequest[" + page + "]";
  }

  /** Builds a {@link PageRequest}. */
  public static final class Builder {
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the maximum number of items in a page, 1 to 100. Default: the service's. */
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
    public PageRequest build() {
      return new PageRequest(this);
    }
  }
}
