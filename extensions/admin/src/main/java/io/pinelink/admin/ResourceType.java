package io.pinelink.admin;

import java.util.Objects;

/**
 * The kind of resource that a {@link RoleBinding} grants a role on. Open: a kind that this client
 * does not know keeps the service's name.
 *
 * @param value the service's name
 */
public record ResourceType(String value) {
  /** The organization. */
  public static final ResourceType ORGANIZATION = new ResourceType("organization");

  /** A project of the organization. */
  public static final ResourceType PROJECT = new ResourceType("project");

  /** Checks that no part is null. */
  public ResourceType {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value;
  }
}
