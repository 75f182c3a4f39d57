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
 * AdminClient.builder()
 *     .clientCredentials(created.serviceAccount().clientId(), created.clientSecret())
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: ServiceAccountWithSecret, API version 2026-07.
 */
public sealed interface ServiceAccountWithSecret extends Response {
  /** Creates a service account with a new secret, for tests of programs that receive one. */
  static ServiceAccountWithSecret of(ServiceAccount serviceAccount, String clientSecret) {
    return new ServiceAccountWithSecretResult(serviceAccount, clientSecret);
  }

  /** Returns the service account, which later responses contain as well. */
  ServiceAccount serviceAccount();

  /** Returns the secret, for {@code AdminClient.builder().clientCredentials(id, secret)}. */
  String clientSecret();
}

/** A {@link ServiceAccountWithSecret}. */
record ServiceAccountWithSecretResult(ServiceAccount serviceAccount, String clientSecret)
    implements ServiceAccountWithSecret {
  ServiceAccountWithSecretResult {
    Objects.requireNonNull(serviceAccount, "serviceAccount is null");
    Objects.requireNonNull(clientSecret, "clientSecret is null");
  }

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
