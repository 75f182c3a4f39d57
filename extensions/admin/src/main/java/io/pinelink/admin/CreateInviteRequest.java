package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;

/**
 * A request to invite a person to the organization.
 *
 * <p>Source: createInvite, API version 2026-07.
 *
 * @param email the email address that the invite is sent to, at most 254 characters
 * @param roleGrants the roles of the person, 1 to 100; at least one is on the organization
 */
public record CreateInviteRequest(String email, List<RoleGrant> roleGrants) {
  /** Checks the email address and the roles, and copies the list. */
  public CreateInviteRequest {
    Objects.requireNonNull(roleGrants, "roleGrants is null");
    AdminRules.email(email);
    roleGrants = RoleGrant.checked(roleGrants, 1);
    if (roleGrants.stream()
        .noneMatch(grant -> grant.resourceType().equals(ResourceType.ORGANIZATION))) {
      throw new IllegalArgumentException(
          "roleGrants has no role on the organization, expected one that makes the person a member,"
              + " such as "
              + Role.ORG_MEMBER);
    }
  }

  /** Returns a request to invite a person with these roles. */
  public static CreateInviteRequest to(String email, RoleGrant... roleGrants) {
    return new CreateInviteRequest(email, Check.copy("roleGrants", roleGrants));
  }

  /** Returns the roles without the email address. */
  @Override
  public String toString() {
    return "CreateInviteRequest[" + roleGrants + "]";
  }
}
