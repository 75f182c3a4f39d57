package io.pinelink.internal.auth;

import io.pinelink.internal.call.Caller;
import io.pinelink.spi.AccessToken;
import io.pinelink.spi.AdminOperations;
import io.pinelink.spi.BearerToken;
import io.pinelink.spi.ClientCredentials;
import io.pinelink.spi.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The token of the admin API: asked for when it is first needed, kept until shortly before it ends,
 * and shared by all calls, those that wait for it too.
 *
 * <p>Thread-safe.
 */
public final class AccessTokenCache {
  /** A token is not used up to its end, since a call with it takes a while to arrive. */
  private static final Duration MAX_MARGIN = Duration.ofSeconds(60);

  /** A token that claims more is replaced sooner than it need be. */
  private static final Duration MAX_LIFETIME = Duration.ofDays(30);

  private final Caller login;
  private final TokenRequest request;
  private final InstantSource clock;
  private @Nullable CompletableFuture<Held> current;

  private record Held(BearerToken token, Instant until) {}

  /**
   * Holds none yet.
   *
   * @param login calls the login host with these credentials
   */
  public AccessTokenCache(Caller login, ClientCredentials credentials, InstantSource clock) {
    this.login = login.as(credentials).inPlace();
    this.request = new TokenRequest(credentials);
    this.clock = clock;
  }

  /**
   * A token that is good by the clock. Each caller gets a future of its own: cancelling it leaves
   * the request to the others.
   *
   * @throws IllegalStateException if the client is closed or the transport is missing
   */
  synchronized CompletableFuture<BearerToken> get() {
    CompletableFuture<Held> held = current;
    if (held == null || isOver(held)) {
      Instant asked = clock.instant();
      held = login.call(AdminOperations.CREATE_TOKEN, request).thenApply(t -> held(t, asked));
      current = held;
    }
    return held.thenApply(Held::token);
  }

  private static Held held(AccessToken token, Instant asked) {
    Duration lifetime = shorter(token.lifetime(), MAX_LIFETIME);
    Duration margin = shorter(lifetime.dividedBy(10), MAX_MARGIN);
    return new Held(token.token(), asked.plus(lifetime).minus(margin));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean isOver(CompletableFuture<Held> held) {
    return held.isDone()
        && (held.isCompletedExceptionally() || !clock.instant().isBefore(held.join().until()));
  }

  /** Gives up a token that the service no longer takes, unless that was done meanwhile. */
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
