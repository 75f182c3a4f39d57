package io.pinelink.server.internal.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Issues and validates tokens of the admin API. Thread-safe. */
public final class TokenIssuer {
  private final String clientId;
  private final String clientSecret;
  private final Duration lifetime;
  private final InstantSource clock;
  private final Map<String, Instant> ends = new HashMap<>();

  public TokenIssuer(String clientId, String clientSecret, Duration lifetime, InstantSource clock) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  boolean knows(String id, String secret) {
    return clientId.equals(id) && clientSecret.equals(secret);
  }

  synchronized String issue() {
    String token = "embedded-" + UUID.randomUUID();
    ends.put(token, clock.instant().plus(lifetime));
    return token;
  }

  Duration lifetime() {
    return lifetime;
  }

  public synchronized boolean accepts(String token) {
    Instant end = ends.get(token);
    return end != null && clock.instant().isBefore(end);
  }

  /** Revokes all tokens that were issued so far. */
  public synchronized void revokeAll() {
    ends.clear();
  }
}
