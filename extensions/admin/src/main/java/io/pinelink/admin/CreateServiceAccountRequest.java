package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a service account.
 *
 * <p>Immutable and thread-safe. Source: createServiceAccount, API version 2026-07.
 */
public final class CreateServiceAccountRequest {
  private final String name;
  private final List<RoleGrant> roleGrants;

  private CreateServiceAccountRequest(Builder builder) {
    this.name = builder.name;
    this.roleGrants = builder.roleGrants;
  }

  /** Returns a request for a service account without roles. */
  public static CreateServiceAccountRequest named(String name) {
    return builder(name).build();
  }

  /**
   * Creates a builder for a service account.
   *
   * @param name 1 to 80 characters; several service accounts may have the same name
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the initial roles; empty for none. */
  public List<RoleGrant> roleGrants() {
    return roleGrants;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.roleGrants = roleGrants;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateServiceAccountRequest that
        && that.name.equals(name)
        && that.roleGrants.equals(roleGrants);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, roleGrants);
  }

  @Override
  public String toString() {
    return "CreateServiceAccountRequest[" + name + ", " + roleGrants + "]";
  }

  /** Builds a {@link CreateServiceAccountRequest}. */
  public static final class Builder {
    private final String name;
    private List<RoleGrant> roleGrants = List.of();

    private Builder(String name) {
      this.name = AdminRules.keyName(name);
    }

    /** Sets the initial roles, at most 100. Default: none. */
    public Builder roleGrants(RoleGrant... roleGrants) {
      this.roleGrants = RoleGrant.checked(Check.copy("roleGrants", roleGrants), 0);
      return this;
    }

    /** Builds the request. */
    public CreateServiceAccountRequest build() {
      return new CreateServiceAccountRequest(this);
    }
  }
}
