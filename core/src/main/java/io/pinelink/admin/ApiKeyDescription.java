package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * An API key as the service describes it, without the key itself. Source: APIKey, API version
 * 2026-04.
 *
 * @param id the service's id of the key
 * @param name the name of the key
 * @param projectId the project that the key belongs to
 * @param roles the key's roles in the project
 */
public record ApiKeyDescription(
    String id, String name, String projectId, List<Role> roles, ResponseInfo info)
    implements Response {
  /** Copies the roles. */
  public ApiKeyDescription {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(projectId, "projectId");
    Objects.requireNonNull(info, "info");
    roles = Check.copy("roles", roles);
  }
}
