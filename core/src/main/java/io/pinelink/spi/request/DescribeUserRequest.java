package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A user to describe.
 *
 * @param userId the id of the user
 */
public record DescribeUserRequest(String userId) {
  /** Checks the id. */
  public DescribeUserRequest {
    AdminRules.id("userId", userId);
  }
}
