package io.pinelink.admin.internal.login;

import io.pinelink.spi.credential.ClientCredentials;
import java.util.Objects;

/**
 * A request for a token of the admin API.
 *
 * @param credentials the service account of the token
 */
public record TokenRequest(ClientCredentials credentials) {
  /** Checks that no part is null. */
  public TokenRequest {
    Objects.requireNonNull(credentials, "credentials is null");
  }
}
