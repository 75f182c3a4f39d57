package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * All organizations of the service account.
 *
 * @param organizations the organizations, in the service's order
 */
public record ListOrganizationsResponse(List<Organization> organizations, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListOrganizationsResponse {
    organizations = List.copyOf(organizations);
  }
}
