package io.pinelink.server.internal.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Issues and validates tokens of the admin API. Thread-safe. */
public final class TokenIssuer {
  private final Duration lifetime;
  private final InstantSource clock;
  private final Map<String, Grant> grants = new HashMap<>();

  /** The service account that a token was issued for, and the end of the token. */
  private record Grant(String clientId, Instant end) {}

  public TokenIssuer(Duration lifetime, InstantSource clock) {
    this.lifetime = lifetime;
    this.clock = clock;
  }

  synchronized String issue(String clientId) {
    String token = "embedded-" + UUID.randomUUID();
    grants.put(token, new Grant(clientId, clock.instant().plus(lifetime)));
    return token;
  }

  public synchronized boolean accepts(String token) {
    Grant grant = grants.get(token);
    return grant != null && clock.instant().isBefore(grant.end());
  }

  /** Revokes the tokens of a service account that were issued so far. */
  synchronized void revoke(String clientId) {
    grants.values().removeIf(grant -> grant.clientId().equals(clientId));
  }

  /** Revokes all tokens that were issued so far. */
  public synchronized void revokeAll() {
    grants.clear();
  }
}
