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
 */
public sealed interface Invite extends Response {
  /** Creates an invitation to join the organization, for tests of programs that receive one. */
  static Invite of(
      String id,
      String email,
      InviteStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> processedAt,
      ResponseInfo info) {
    return new InviteResult(id, email, status, createdAt, expiresAt, processedAt, info);
  }

  /** Returns the service's id of the invite. */
  String id();

  /** Returns the email address that the invite was sent to. */
  String email();

  /** Returns the status, such as pending. */
  InviteStatus status();

  /** Returns the creation time; empty if the service did not report it. */
  Optional<Instant> createdAt();

  /** Returns when the invite expires unless it is accepted; empty if it does not. */
  Optional<Instant> expiresAt();

  /** Returns when the invite was accepted; empty if it was not. */
  Optional<Instant> processedAt();
}

/** An {@link Invite}. */
record InviteResult(
    String id,
    String email,
    InviteStatus status,
    Optional<Instant> createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> processedAt,
    ResponseInfo info)
    implements Invite {
  InviteResult {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(email, "email is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(expiresAt, "expiresAt is null");
    Objects.requireNonNull(processedAt, "processedAt is null");
    Objects.requireNonNull(info, "info is null");
  }

  /** Returns id and status without the email address. */
  @Override
  public String toString() {
    return "Invite[" + id + ", " + status + "]";
  }
}
