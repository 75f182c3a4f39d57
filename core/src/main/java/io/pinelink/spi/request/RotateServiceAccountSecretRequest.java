package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A service account that gets a new secret.
 *
 * @param serviceAccountId the id of the service account
 */
public record RotateServiceAccountSecretRequest(String serviceAccountId) {
  /** Checks the id. */
  public RotateServiceAccountSecretRequest {
    AdminRules.id("serviceAccountId", serviceAccountId);
  }
}
