package io.pinelink.admin;

import io.pinelink.model.Response;
import java.util.Optional;

/**
 * A person who is a member of the organization. The roles of a user are {@link RoleBinding}s.
 *
 * <p>Source: User, API version 2026-07.
 */
public sealed interface User extends Response permits AdminResponses.UserResult {
  /** Returns the service's id of the user. */
  String id();

  /** Returns the email address of the user. */
  String email();

  /** Returns the display name; empty if the user has none. */
  Optional<String> name();
}
