package io.pinelink.admin;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * An account with which a program uses the admin API. The roles of a service account are {@link
 * RoleBinding}s.
 *
 * <p>Source: ServiceAccount, API version 2026-07.
 */
public sealed interface ServiceAccount extends Response
    permits AdminResponses.ServiceAccountResult {
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
