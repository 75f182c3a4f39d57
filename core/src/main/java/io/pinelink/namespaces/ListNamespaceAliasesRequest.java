package io.pinelink.namespaces;

import io.pinelink.internal.validation.AliasRules;
import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of namespace aliases, by name in byte order.
 *
 * <p>Immutable and thread-safe. Source: listNamespaceAliases, API version 2026-07.
 */
public final class ListNamespaceAliasesRequest
    implements PaginatedRequest<ListNamespaceAliasesRequest> {
  private static final ListNamespaceAliasesRequest ALL = builder().build();

  private final @Nullable String prefix;
  private final @Nullable String targetNamespace;
  private final PageParameters page;

  private ListNamespaceAliasesRequest(Builder builder) {
    this.prefix = builder.prefix;
    this.targetNamespace = builder.targetNamespace;
    this.page = builder.page;
  }

  /** Returns a request for every alias, in pages of the service's default size, 100. */
  public static ListNamespaceAliasesRequest all() {
    return ALL;
  }

  /** Returns a request for the aliases whose names begin with a text. */
  public static ListNamespaceAliasesRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Returns a request for the aliases that point to a namespace. */
  public static ListNamespaceAliasesRequest ofTarget(String namespace) {
    return builder().targetNamespace(namespace).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the prefix of the names; empty for all names. */
  public Optional<String> prefix() {
    return Optional.ofNullable(prefix);
  }

  /** Returns the namespace that the aliases point to; empty for any namespace. */
  public Optional<String> targetNamespace() {
    return Optional.ofNullable(targetNamespace);
  }

  /** Returns the maximum number of aliases in a page; empty for the service's default. */
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
  public ListNamespaceAliasesRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.prefix = prefix;
    builder.targetNamespace = targetNamespace;
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListNamespaceAliasesRequest that
        && Objects.equals(that.prefix, prefix)
        && Objects.equals(that.targetNamespace, targetNamespace)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(prefix, targetNamespace, page);
  }

  @Override
  public String toString() {
    return "ListNamespaceAliasesRequest[prefix "
        + prefix
        + ", targetNamespace "
        + targetNamespace
        + ", "
        + page
        + "]";
  }

  /** Builds a {@link ListNamespaceAliasesRequest}. */
  public static final class Builder {
    private @Nullable String prefix;
    private @Nullable String targetNamespace;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the prefix of the names, at most 512 ASCII characters. Default: all names. */
    public Builder prefix(String prefix) {
      this.prefix = AliasRules.prefix(prefix);
      return this;
    }

    /**
     * Sets the namespace that the aliases point to; {@code __default__} for the default one.
     * Default: any namespace.
     */
    public Builder targetNamespace(String targetNamespace) {
      this.targetNamespace = AliasRules.target(targetNamespace);
      return this;
    }

    /** Sets the maximum number of aliases in a page, 1 to 100. Default: the service's, 100. */
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
    public ListNamespaceAliasesRequest build() {
      return new ListNamespaceAliasesRequest(this);
    }
  }
}
