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
 *
 * @param id the service's id of the service account
 * @param name the name of the service account
 * @param clientId the id for {@code Admin.builder().clientCredentials(id, secret)}
 * @param createdAt the creation time; empty if the service did not report it
 * @param updatedAt the time of the last change; empty if the service did not report it
 */
public record ServiceAccount(
    String id,
    String name,
    String clientId,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public ServiceAccount {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(info, "info");
  }
}
