package io.pinelink.admin.internal.login;

import io.pinelink.model.Protocol;
import io.pinelink.spi.Effect;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Plane;
import java.util.Set;

/** The operation of the login host. */
public final class Login {
  /** Requests an access token. A second attempt returns another token, which is harmless. */
  public static final Operation<TokenRequest, AccessToken> CREATE_TOKEN =
      new Operation<>(
          "createToken",
          TokenRequest.class,
          AccessToken.class,
          Plane.CONTROL,
          Effect.IDEMPOTENT,
          "2025-04",
          Set.of(Protocol.REST));

  private Login() {}
}
