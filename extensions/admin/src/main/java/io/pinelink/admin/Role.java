package io.pinelink.admin;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * A role of a principal on the organization or on a project. An API key has only the roles that
 * {@link CreateApiKeyRequest} lists; users and service accounts may have all of them. Open: a role
 * that this client does not know keeps the service's name.
 *
 * @param value the service's name
 */
public record Role(String value) {
  /** Reads and writes everything in the project. */
  public static final Role PROJECT_EDITOR = new Role("ProjectEditor");

  /** Reads everything in the project. */
  public static final Role PROJECT_VIEWER = new Role("ProjectViewer");

  /** Creates, changes and describes indexes. */
  public static final Role CONTROL_PLANE_EDITOR = new Role("ControlPlaneEditor");

  /** Describes indexes. */
  public static final Role CONTROL_PLANE_VIEWER = new Role("ControlPlaneViewer");

  /** Reads and writes vectors. */
  public static final Role DATA_PLANE_EDITOR = new Role("DataPlaneEditor");

  /** Reads vectors. */
  public static final Role DATA_PLANE_VIEWER = new Role("DataPlaneViewer");

  /** Owns the organization, which always has an owner. */
  public static final Role ORG_OWNER = new Role("OrgOwner");

  /** Manages the organization without owning it. */
  public static final Role ORG_MANAGER = new Role("OrgManager");

  /** Manages the billing of the organization. */
  public static final Role ORG_BILLING_ADMIN = new Role("OrgBillingAdmin");

  /** Belongs to the organization. Other roles give access to its projects. */
  public static final Role ORG_MEMBER = new Role("OrgMember");

  /** Owns the project, including its members and API keys. */
  public static final Role PROJECT_OWNER = new Role("ProjectOwner");

  /** Builds and queries indexes of the project, without managing its members and API keys. */
  public static final Role PROJECT_MANAGER = new Role("ProjectManager");

  /** Belongs to the project. */
  public static final Role PROJECT_MEMBER = new Role("ProjectMember");

  /** Checks that no part is null. */
  public Role {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }

  /** Returns the roles without duplicates, in order; there must be at least one. */
  static List<Role> distinct(Collection<Role> roles) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles is empty, expected at least one");
    }
    return List.copyOf(new LinkedHashSet<>(roles));
  }
}
