package io.pinelink.admin;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/**
 * An invitation to join the organization. The roles that it grants are {@link RoleBinding}s of the
 * invite until it is accepted.
 *
 * <p>Source: Invite, API version 2026-07.
 */
public sealed interface Invite extends Response permits AdminResponses.InviteResult {
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
