package io.pinelink.admin;

import java.util.Objects;

/**
 * The kind of principal that a {@link RoleBinding} grants a role to. Open: a kind that this client
 * does not know keeps the service's name.
 *
 * @param value the service's name
 */
public record PrincipalType(String value) {
  /** A user of the organization. */
  public static final PrincipalType USER = new PrincipalType("user");

  /** A service account. */
  public static final PrincipalType SERVICE_ACCOUNT = new PrincipalType("service_account");

  /** An API key of a project. */
  public static final PrincipalType API_KEY = new PrincipalType("api_key");

  /** An invite, whose roles pass to the user who accepts it. */
  public static final PrincipalType INVITE = new PrincipalType("invite");

  /** Checks that no part is null. */
  public PrincipalType {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
