package io.pinelink.admin;

import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of service accounts.
 *
 * <p>Immutable and thread-safe. Source: listServiceAccounts, API version 2026-07.
 */
public final class ListServiceAccountsRequest {
  private static final ListServiceAccountsRequest ALL = builder().build();

  private final PageParameters page;

  private ListServiceAccountsRequest(Builder builder) {
    this.page = builder.page;
  }

  /** Returns a request for all service accounts, in pages of the service's default size, 100. */
  public static ListServiceAccountsRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the maximum number of service accounts in a page; empty for the service's default. */
  public OptionalInt limit() {
    return page.limit();
  }

  /** Returns the token of the page; empty for the first page. */
  public Optional<String> paginationToken() {
    return page.token();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListServiceAccountsRequest that && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return page.hashCode();
  }

  @Override
  public String toString() {
    return "ListServiceAccountsRequest[" + page + "]";
  }

  /** Builds a {@link ListServiceAccountsRequest}. */
  public static final class Builder {
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /**
     * Sets the maximum number of service accounts in a page, 1 to 100. Default: the service's, 100.
     */
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
    public ListServiceAccountsRequest build() {
      return new ListServiceAccountsRequest(this);
    }
  }
}
