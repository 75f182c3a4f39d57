package io.pinelink.admin.internal.login;

import io.pinelink.internal.call.Caller;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Effect;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Plane;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the token of the admin API. The token is requested when it is first needed, kept until
 * shortly before it expires, and shared by all calls, including those that wait for it.
 *
 * <p>Thread-safe.
 */
public final class AccessTokenCache {
  /**
   * The maximum time before its expiry at which a token is renewed, since a call takes time to
   * arrive.
   */
  private static final Duration MAX_MARGIN = Duration.ofSeconds(60);

  /** The maximum lifetime; a token with a longer one is renewed earlier than necessary. */
  private static final Duration MAX_LIFETIME = Duration.ofDays(30);

  /** Requests an access token. A second attempt returns another token, which is harmless. */
  public static final Operation<ClientCredentials, AccessToken> CREATE_TOKEN =
      new Operation<>(
          "createToken",
          ClientCredentials.class,
          AccessToken.class,
          Plane.CONTROL,
          Effect.IDEMPOTENT,
          "2025-04",
          Set.of(Protocol.REST));

  private final Caller login;
  private final ClientCredentials credentials;
  private final InstantSource clock;
  private @Nullable CompletableFuture<Held> current;

  private record Held(BearerToken token, Instant until) {}

  /**
   * Creates an empty cache.
   *
   * @param login calls the login host
   */
  public AccessTokenCache(Caller login, ClientCredentials credentials, InstantSource clock) {
    this.login = login.as(credentials).inPlace();
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Returns a token that has not expired. Each caller gets its own future; cancelling it does not
   * affect the request of the others.
   *
   * @throws IllegalStateException if the client is closed or the transport is missing
   */
  synchronized CompletableFuture<BearerToken> get() {
    CompletableFuture<Held> held = current;
    if (held == null || isOver(held)) {
      Instant requestedAt = clock.instant();
      held = login.call(CREATE_TOKEN, credentials).thenApply(t -> held(t, requestedAt));
      current = held;
    }
    return held.thenApply(Held::token);
  }

  private static Held held(AccessToken token, Instant requestedAt) {
    Duration lifetime = shorter(token.lifetime(), MAX_LIFETIME);
    Duration margin = shorter(lifetime.dividedBy(10), MAX_MARGIN);
    return new Held(token.token(), requestedAt.plus(lifetime).minus(margin));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean isOver(CompletableFuture<Held> held) {
    return held.isDone()
        && (held.isCompletedExceptionally() || !clock.instant().isBefore(held.join().until()));
  }

  /** Removes a token that the service no longer accepts, unless it was already replaced. */
  synchronized void forget(BearerToken refused) {
    CompletableFuture<Held> held = current;
    if (held != null
        && held.isDone()
        && !held.isCompletedExceptionally()
        && held.join().token().equals(refused)) {
      current = null;
    }
  }
}
