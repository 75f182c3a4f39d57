package io.pinelink.admin;

import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of invites. The service lists pending and expired invites.
 *
 * <p>Immutable and thread-safe. Source: listInvites, API version 2026-07.
 */
public final class ListInvitesRequest {
  private static final ListInvitesRequest ALL = builder().build();

  private final PageParameters page;

  private ListInvitesRequest(Builder builder) {
    this.page = builder.page;
  }

  /** Returns a request for all invites, in pages of the service's default size, 100. */
  public static ListInvitesRequest all() {
    return ALL;
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the maximum number of invites in a page; empty for the service's default. */
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
    return other instanceof ListInvitesRequest that && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return page.hashCode();
  }

  @Override
  public String toString() {
    return "ListInvitesRequest[" + page + "]";
  }

  /** Builds a {@link ListInvitesRequest}. */
  public static final class Builder {
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /** Sets the maximum number of invites in a page, 1 to 100. Default: the service's, 100. */
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
    public ListInvitesRequest build() {
      return new ListInvitesRequest(this);
    }
  }
}
