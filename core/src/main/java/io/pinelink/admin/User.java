package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;
import java.util.Optional;

/**
 * A person who is a member of the organization. The roles of a user are {@link RoleBinding}s.
 *
 * <p>Source: User, API version 2026-07.
 *
 * @param id the service's id of the user
 * @param email the email address of the user
 * @param name the display name; empty if the user has none
 */
public record User(String id, String email, Optional<String> name, ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public User {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(info, "info");
  }

  /** Returns the id without the personal data. */
  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
