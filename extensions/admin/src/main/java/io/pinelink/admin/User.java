package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;
import java.util.Optional;

/**
 * A person who is a member of the organization. The roles of a user are {@link RoleBinding}s.
 *
 * <p>Source: User, API version 2026-07.
 */
public sealed interface User extends Response {
  /** Creates a user, for tests of programs that receive one. */
  static User of(String id, String email, Optional<String> name, ResponseInfo info) {
    return new UserResult(id, email, name, info);
  }

  /** Returns the service's id of the user. */
  String id();

  /** Returns the email address of the user. */
  String email();

  /** Returns the display name; empty if the user has none. */
  Optional<String> name();
}

/** A {@link User}. */
record UserResult(String id, String email, Optional<String> name, ResponseInfo info)
    implements User {
  UserResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(email, "email is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(info, "info is null");
  }

  /** Returns the id without the personal data. */
  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
