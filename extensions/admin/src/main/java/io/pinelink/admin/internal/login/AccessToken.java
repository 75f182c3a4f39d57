package io.pinelink.admin.internal.login;

import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.credential.BearerToken;
import java.time.Duration;
import java.util.Objects;

/**
 * A token of the admin API.
 *
 * @param token the token
 * @param lifetime how long it is valid from now
 */
public record AccessToken(BearerToken token, Duration lifetime, ResponseInfo info) {
  /** Checks that no part is null. */
  public AccessToken {
    Objects.requireNonNull(token, "token is null");
    Objects.requireNonNull(lifetime, "lifetime is null");
    Objects.requireNonNull(info, "info is null");
  }
}
