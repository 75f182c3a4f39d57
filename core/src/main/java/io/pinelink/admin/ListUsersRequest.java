package io.pinelink.admin;

import io.pinelink.internal.validation.AdminRules;
import io.pinelink.internal.validation.PageParameters;
import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of users.
 *
 * <p>Immutable and thread-safe. Source: listUsers, API version 2026-07.
 */
public final class ListUsersRequest implements PaginatedRequest<ListUsersRequest> {
  private static final ListUsersRequest ALL = builder().build();

  private final @Nullable String email;
  private final PageParameters page;

  private ListUsersRequest(Builder builder) {
    this.email = builder.email;
    this.page = builder.page;
  }

  /** Returns a request for all users, in pages of the service's default size, 100. */
  public static ListUsersRequest all() {
    return ALL;
  }

  /** Returns a request for the user with this email address, in upper or lower case. */
  public static ListUsersRequest withEmail(String email) {
    return builder().email(email).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the email address that users must have; empty for all users. */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /** Returns the maximum number of users in a page; empty for the service's default. */
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
  public ListUsersRequest withPaginationToken(String token) {
    return toBuilder().paginationToken(token).build();
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.email = email;
    builder.page = page;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListUsersRequest that
        && Objects.equals(that.email, email)
        && that.page.equals(page);
  }

  @Override
  public int hashCode() {
    return Objects.hash(email, page);
  }

  /** Returns the limit without the email address. */
  @Override
  public String toString() {
    return "ListUsersRequest[" + page + "]";
  }

  /** Builds a {@link ListUsersRequest}. */
  public static final class Builder {
    private @Nullable String email;
    private PageParameters page = PageParameters.FIRST;

    private Builder() {}

    /**
     * Sets the email address that users must have, at most 254 characters; upper and lower case are
     * equal. Default: all users.
     */
    public Builder email(String email) {
      this.email = AdminRules.email(email);
      return this;
    }

    /** Sets the maximum number of users in a page, 1 to 100. Default: the service's, 100. */
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
    public ListUsersRequest build() {
      return new ListUsersRequest(this);
    }
  }
}
