package io.pinelink.admin;

import io.pinelink.internal.validation.Check;

/**
 * A request to rename a service account.
 *
 * <p>Source: updateServiceAccount, API version 2026-07.
 *
 * @param serviceAccountId the service account's id
 * @param name the new name, 1 to 80 characters
 */
public record UpdateServiceAccountRequest(String serviceAccountId, String name) {
  /** Checks the id and the name. */
  public UpdateServiceAccountRequest {
    Check.segment("serviceAccountId", serviceAccountId);
    AdminRules.keyName(name);
  }
}
