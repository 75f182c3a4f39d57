package io.pinelink.admin;

import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of users.
 *
 * <p>Immutable and thread-safe. Source: listUsers, API version 2026-07.
 */
public final class ListUsersRequest
    extends PaginatedRequest<ListUsersRequest, ListUsersRequest.Builder> {
  private static final ListUsersRequest ALL = builder().build();

  private ListUsersRequest(Builder builder) {
    super(builder);
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
    return Optional.ofNullable(settings.email);
  }

  /** Returns the limit without the email address. */
  @Override
  public String toString() {
    return "ListUsersRequest[" + limitText() + "]";
  }

  /** Builds a {@link ListUsersRequest}. */
  public static final class Builder extends PaginatedRequest.Builder<ListUsersRequest, Builder> {
    private @Nullable String email;

    private Builder() {
      super(100);
    }

    /**
     * Sets the email address that users must have, at most 254 characters; upper and lower case are
     * equal. Default: all users.
     */
    public Builder email(String email) {
      this.email = AdminRules.email(email);
      return this;
    }

    /** Builds the request. */
    @Override
    public ListUsersRequest build() {
      return new ListUsersRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(email);
    }
  }
}
