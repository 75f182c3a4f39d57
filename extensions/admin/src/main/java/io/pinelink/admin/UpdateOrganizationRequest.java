package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to rename an organization.
 *
 * <p>Immutable and thread-safe.
 */
public final class UpdateOrganizationRequest {
  private final String organizationId;
  private final String name;

  private UpdateOrganizationRequest(String organizationId, String name) {
    this.organizationId = organizationId;
    this.name = name;
  }

  /**
   * Returns a request to give an organization another name.
   *
   * @param name 1 to 512 characters
   */
  public static UpdateOrganizationRequest of(String organizationId, String name) {
    return new UpdateOrganizationRequest(
        Check.segment("organizationId", organizationId), AdminRules.name(name));
  }

  public String organizationId() {
    return organizationId;
  }

  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateOrganizationRequest that
        && that.organizationId.equals(organizationId)
        && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(organizationId, name);
  }

  @Override
  public String toString() {
    return "UpdateOrganizationRequest[" + organizationId + ", " + name + "]";
  }
}
