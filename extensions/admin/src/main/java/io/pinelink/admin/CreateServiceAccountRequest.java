package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;

/**
 * A request to create a service account.
 *
 * <p>Immutable and thread-safe. Source: createServiceAccount, API version 2026-07.
 */
public final class CreateServiceAccountRequest extends Built<CreateServiceAccountRequest.Builder> {
  private CreateServiceAccountRequest(Builder builder) {
    super(builder);
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

  public String name() {
    return settings.name;
  }

  public List<RoleGrant> roleGrants() {
    return settings.roleGrants;
  }

  @Override
  public String toString() {
    return "CreateServiceAccountRequest[" + settings.name + ", " + settings.roleGrants + "]";
  }

  /** Builds a {@link CreateServiceAccountRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(name, roleGrants);
    }
  }
}
