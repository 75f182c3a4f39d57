package io.pinelink.admin;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A role of an API key in its project. Open: a role that this client does not know keeps the
 * service's name.
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
