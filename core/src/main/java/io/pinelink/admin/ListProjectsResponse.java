package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * All projects of the organization.
 *
 * @param projects the projects, in the service's order
 */
public record ListProjectsResponse(List<Project> projects, ResponseInfo info) implements Response {
  /** Copies the list. */
  public ListProjectsResponse {
    projects = List.copyOf(projects);
  }
}
