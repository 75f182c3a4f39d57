package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An invite to delete.
 *
 * @param inviteId the id of the invite
 */
public record DeleteInviteRequest(String inviteId) {
  /** Checks the id. */
  public DeleteInviteRequest {
    AdminRules.id("inviteId", inviteId);
  }
}
