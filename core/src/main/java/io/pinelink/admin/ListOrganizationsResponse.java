package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * All organizations of the service account.
 *
 * @param organizations the organizations, in the service's order
 */
public record ListOrganizationsResponse(List<Organization> organizations, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListOrganizationsResponse {
    Objects.requireNonNull(info, "info");
    organizations = Check.copy("organizations", organizations);
  }
}
