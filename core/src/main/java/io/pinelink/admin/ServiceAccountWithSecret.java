package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * A service account with a new secret. Only this response contains the secret, so store it. Its
 * {@code toString} does not contain the secret.
 *
 * <pre>{@code
 * ServiceAccountWithSecret created =
 *     admin.createServiceAccount(CreateServiceAccountRequest.named("ci"));
 * Admin.builder()
 *     .clientCredentials(created.serviceAccount().clientId(), created.clientSecret())
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: ServiceAccountWithSecret, API version 2026-07.
 */
public final class ServiceAccountWithSecret implements Response {
  private final ServiceAccount serviceAccount;
  private final String clientSecret;

  /** Creates the result of a createServiceAccount or rotateServiceAccountSecret call. */
  public ServiceAccountWithSecret(ServiceAccount serviceAccount, String clientSecret) {
    this.serviceAccount = Objects.requireNonNull(serviceAccount, "serviceAccount");
    this.clientSecret = Objects.requireNonNull(clientSecret, "clientSecret");
  }

  /** Returns the service account, which later responses contain as well. */
  public ServiceAccount serviceAccount() {
    return serviceAccount;
  }

  /** Returns the secret, for {@code Admin.builder().clientCredentials(id, secret)}. */
  public String clientSecret() {
    return clientSecret;
  }

  /** Returns the info of the response. */
  @Override
  public ResponseInfo info() {
    return serviceAccount.info();
  }

  /** Returns the name of the service account, never the secret. */
  @Override
  public String toString() {
    return "ServiceAccountWithSecret[" + serviceAccount.name() + ", ***]";
  }
}
