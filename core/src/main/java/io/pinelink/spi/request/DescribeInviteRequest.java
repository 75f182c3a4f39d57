package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * An invite to describe.
 *
 * @param inviteId the id of the invite
 */
public record DescribeInviteRequest(String inviteId) {
  /** Checks the id. */
  public DescribeInviteRequest {
    AdminRules.id("inviteId", inviteId);
  }
}
