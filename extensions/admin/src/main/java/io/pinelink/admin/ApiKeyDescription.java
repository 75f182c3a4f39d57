package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * An API key as the service describes it, without the key itself. Source: APIKey, API version
 * 2026-04.
 */
public sealed interface ApiKeyDescription extends Response {
  /** Creates the description of an API key, for tests of programs that receive one. */
  static ApiKeyDescription of(
      String id, String name, String projectId, List<Role> roles, ResponseInfo info) {
    return new ApiKeyResult(id, name, projectId, roles, info);
  }

  /** Returns the service's id of the key. */
  String id();

  /** Returns the name of the key. */
  String name();

  /** Returns the project that the key belongs to. */
  String projectId();

  /** Returns the key's roles in the project. */
  List<Role> roles();
}

/** An {@link ApiKeyDescription}. */
record ApiKeyResult(String id, String name, String projectId, List<Role> roles, ResponseInfo info)
    implements ApiKeyDescription {
  ApiKeyResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(projectId, "projectId is null");
    Objects.requireNonNull(info, "info is null");
    roles = Check.copy("roles", roles);
  }
}
