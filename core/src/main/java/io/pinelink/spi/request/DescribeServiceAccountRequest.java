package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A service account to describe.
 *
 * @param serviceAccountId the id of the service account
 */
public record DescribeServiceAccountRequest(String serviceAccountId) {
  /** Checks the id. */
  public DescribeServiceAccountRequest {
    AdminRules.id("serviceAccountId", serviceAccountId);
  }
}
