package io.pinelink.admin;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An invitation to join the organization. The roles that it grants are {@link RoleBinding}s of the
 * invite until it is accepted.
 *
 * <p>Source: Invite, API version 2026-07.
 *
 * @param id the service's id of the invite
 * @param email the email address that the invite was sent to
 * @param status the status, such as pending
 * @param createdAt the creation time; empty if the service did not report it
 * @param expiresAt when the invite expires unless it is accepted; empty if it does not
 * @param processedAt when the invite was accepted; empty if it was not
 */
public record Invite(
    String id,
    String email,
    InviteStatus status,
    Optional<Instant> createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> processedAt,
    ResponseInfo info)
    implements Response {
  /** Checks that no part is null. */
  public Invite {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(email, "email");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(processedAt, "processedAt");
    Objects.requireNonNull(info, "info");
  }

  /** Returns id and status without the email address. */
  @Override
  public String toString() {
    return "Invite[" + id + ", " + status + "]";
  }
}
