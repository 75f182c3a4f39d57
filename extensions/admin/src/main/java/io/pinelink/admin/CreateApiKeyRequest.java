package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an API key.
 *
 * <p>Immutable and thread-safe. Source: createApiKey, API version 2026-04.
 */
public final class CreateApiKeyRequest {
  private final String projectId;
  private final String name;
  private final List<Role> roles;

  private CreateApiKeyRequest(Builder builder) {
    this.projectId = builder.projectId;
    this.name = builder.name;
    this.roles = builder.roles;
  }

  /**
   * Creates a builder for an API key.
   *
   * @param projectId the project that the key will belong to
   * @param name 1 to 80 characters
   */
  public static Builder builder(String projectId, String name) {
    return new Builder(projectId, name);
  }

  /** Returns the project that the key will belong to. */
  public String projectId() {
    return projectId;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the roles. */
  public List<Role> roles() {
    return roles;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(projectId, name);
    builder.roles = roles;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateApiKeyRequest that
        && that.projectId.equals(projectId)
        && that.name.equals(name)
        && that.roles.equals(roles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(projectId, name, roles);
  }

  @Override
  public String toString() {
    return "CreateApiKeyRequest[" + projectId + ", " + name + ", " + roles + "]";
  }

  /** Builds a {@link CreateApiKeyRequest}. */
  public static final class Builder {
    private final String projectId;
    private final String name;
    private List<Role> roles = List.of(Role.PROJECT_EDITOR);

    private Builder(String projectId, String name) {
      this.projectId = Check.segment("projectId", projectId);
      this.name = AdminRules.keyName(name);
    }

    /**
     * Sets the roles, at least one: {@link Role#PROJECT_EDITOR}, {@link Role#PROJECT_VIEWER} and
     * the roles of the control plane and the data plane. Default: {@link Role#PROJECT_EDITOR}.
     */
    public Builder roles(Role... roles) {
      this.roles = Role.distinct(Check.copy("roles", roles));
      return this;
    }

    /** Builds the request. */
    public CreateApiKeyRequest build() {
      return new CreateApiKeyRequest(this);
    }
  }
}
