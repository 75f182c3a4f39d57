package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to invite a person to the organization.
 *
 * <p>Immutable and thread-safe. Source: createInvite, API version 2026-07.
 */
public final class CreateInviteRequest {
  private final String email;
  private final List<RoleGrant> roleGrants;

  private CreateInviteRequest(String email, List<RoleGrant> roleGrants) {
    this.email = email;
    this.roleGrants = roleGrants;
  }

  /**
   * Returns a request to invite a person with these roles.
   *
   * @param email the address that the invite is sent to, at most 254 characters
   * @param roleGrants the roles of the person, 1 to 100; at least one is on the organization
   */
  public static CreateInviteRequest to(String email, RoleGrant... roleGrants) {
    return to(email, Check.copy("roleGrants", roleGrants));
  }

  /** Returns a request to invite a person, as {@link #to(String, RoleGrant...)} does. */
  public static CreateInviteRequest to(String email, Collection<RoleGrant> roleGrants) {
    Objects.requireNonNull(roleGrants, "roleGrants is null");
    AdminRules.email(email);
    List<RoleGrant> checked = RoleGrant.checked(roleGrants, 1);
    if (checked.stream()
        .noneMatch(grant -> grant.resourceType().equals(ResourceType.ORGANIZATION))) {
      throw new IllegalArgumentException(
          "roleGrants has no role on the organization, expected one that makes the person a member,"
              + " such as "
              + Role.ORG_MEMBER);
    }
    return new CreateInviteRequest(email, checked);
  }

  public String email() {
    return email;
  }

  public List<RoleGrant> roleGrants() {
    return roleGrants;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateInviteRequest that
        && that.email.equals(email)
        && that.roleGrants.equals(roleGrants);
  }

  @Override
  public int hashCode() {
    return Objects.hash(email, roleGrants);
  }

  /** Returns the roles without the email address. */
  @Override
  public String toString() {
    return "CreateInviteRequest[" + roleGrants + "]";
  }
}
