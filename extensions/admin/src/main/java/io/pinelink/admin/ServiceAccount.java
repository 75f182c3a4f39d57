package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An account with which a program uses the admin API. The roles of a service account are {@link
 * RoleBinding}s.
 *
 * <p>Source: ServiceAccount, API version 2026-07.
 */
public sealed interface ServiceAccount extends Response {
  /** Creates a service account, for tests of programs that receive one. */
  static ServiceAccount of(
      String id,
      String name,
      String clientId,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info) {
    return new ServiceAccountResult(id, name, clientId, createdAt, updatedAt, info);
  }

  /** Returns the service's id of the service account. */
  String id();

  /** Returns the name of the service account. */
  String name();

  /** Returns the id for {@code AdminClient.builder().clientCredentials(id, secret)}. */
  String clientId();

  /** Returns the creation time; empty if the service did not report it. */
  Optional<Instant> createdAt();

  /** Returns the time of the last change; empty if the service did not report it. */
  Optional<Instant> updatedAt();
}

/** A {@link ServiceAccount}. */
record ServiceAccountResult(
    String id,
    String name,
    String clientId,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    ResponseInfo info)
    implements ServiceAccount {
  ServiceAccountResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(clientId, "clientId is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(updatedAt, "updatedAt is null");
    Objects.requireNonNull(info, "info is null");
  }
}
