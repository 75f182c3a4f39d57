package io.pinelink.admin;

import io.pinelink.model.Response;

/**
 * A service account with a new secret. Only this response contains the secret, so store it. Its
 * {@code toString} does not contain the secret.
 *
 * <pre>{@code
 * ServiceAccountWithSecret created =
 *     admin.createServiceAccount(CreateServiceAccountRequest.named("ci"));
 * AdminClient.builder()
 *     .clientCredentials(created.serviceAccount().clientId(), created.clientSecret())
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: ServiceAccountWithSecret, API version 2026-07.
 */
public sealed interface ServiceAccountWithSecret extends Response
    permits AdminResponses.ServiceAccountWithSecretResult {
  /** Returns the service account, which later responses contain as well. */
  ServiceAccount serviceAccount();

  /** Returns the secret, for {@code AdminClient.builder().clientCredentials(id, secret)}. */
  String clientSecret();
}
