package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * All projects of the organization.
 *
 * @param projects the projects, in the service's order
 */
public record ListProjectsResponse(List<Project> projects, ResponseInfo info) implements Response {
  /** Copies the list. */
  public ListProjectsResponse {
    Objects.requireNonNull(info, "info");
    projects = Check.copy("projects", projects);
  }
}
