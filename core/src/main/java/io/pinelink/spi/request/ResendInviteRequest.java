package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An invite to send again.
 *
 * @param inviteId the id of the invite
 */
public record ResendInviteRequest(String inviteId) {
  /** Checks the id. */
  public ResendInviteRequest {
    AdminRules.id("inviteId", inviteId);
  }
}
