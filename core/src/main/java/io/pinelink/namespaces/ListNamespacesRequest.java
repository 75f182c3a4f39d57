package io.pinelink.namespaces;

import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of namespaces, by name in byte order. Serverless indexes only.
 *
 * <p>Immutable and thread-safe. Source: listNamespaces, API version 2025-04; the prefix since
 * 2025-10.
 */
public final class ListNamespacesRequest implements PaginatedRequest<ListNamespacesRequest> {
  private static final ListNamespacesRequest ALL = builder().build();

  private final @Nullable String prefix;
  private final PageParameters page;

  private ListNamespacesRequest(Builder builder) {
    this.prefix = builder.prefix;
    this.page = builder.page;
  }

  /** Returns a request for every namespace, in pages of the service's default size, 100. */
  public static ListNamespacesRequest all() {
    return ALL;
  }

  /** Returns a request for the namespaces whose names begin with a text. */
  public static ListNamespacesRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the prefix of the names; empty for all names. */
  public Optional<String> prefix() {
    return Optional.ofNullable(prefix);
  }

  /** Returns the maximum number of namespaces in a page; empty for the service's default. */
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
  public ListNamespacesRequest withPaginationToken(String token) {
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
    return other instanceof ListNamespacesRequest that
        && Objects.equals(that.prefix, prefix)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(prefix, page);
  }

  @Override
  public String toString() {
    return "ListNamespacesRequest[prefix " + prefix + ", " + page + "]";
  }

  /** Builds a {@link ListNamespacesRequest}. */
  public static final class Builder {
    private @Nullable String prefix;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the prefix of the names. Default: all names. */
    public Builder prefix(String prefix) {
      this.prefix = Objects.requireNonNull(prefix, "prefix is null");
      return this;
    }

    /** Sets the maximum number of namespaces in a page, 1 to 100. Default: the service's, 100. */
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
    public ListNamespacesRequest build() {
      return new ListNamespacesRequest(this);
    }
  }
}
