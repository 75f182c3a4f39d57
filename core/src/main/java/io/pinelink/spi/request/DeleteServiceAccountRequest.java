package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A service account to delete.
 *
 * @param serviceAccountId the id of the service account
 */
public record DeleteServiceAccountRequest(String serviceAccountId) {
  /** Checks the id. */
  public DeleteServiceAccountRequest {
    AdminRules.id("serviceAccountId", serviceAccountId);
  }
}
