package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;

/**
 * A request to create an API key.
 *
 * <p>Immutable and thread-safe. Source: createApiKey, API version 2026-04.
 */
public final class CreateApiKeyRequest extends Built<CreateApiKeyRequest.Builder> {
  private CreateApiKeyRequest(Builder builder) {
    super(builder);
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

  public String projectId() {
    return settings.projectId;
  }

  public String name() {
    return settings.name;
  }

  public List<Role> roles() {
    return settings.roles;
  }

  @Override
  public String toString() {
    return "CreateApiKeyRequest[%s, %s, %s]"
        .formatted(settings.projectId, settings.name, settings.roles);
  }

  /** Builds a {@link CreateApiKeyRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(projectId, name, roles);
    }
  }
}
