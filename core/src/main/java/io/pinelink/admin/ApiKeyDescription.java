package io.pinelink.admin;

import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * An API key as the service describes it: never the key itself. Source: APIKey, API version
 * 2026-04.
 *
 * @param id the service's name for it
 * @param name the name that people gave it
 * @param projectId the project that it opens
 * @param roles what it may do there
 */
public record ApiKeyDescription(
    String id, String name, String projectId, List<Role> roles, ResponseInfo info) {
  /** Copies the roles. */
  public ApiKeyDescription {
    roles = List.copyOf(roles);
  }
}
