package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A user to delete.
 *
 * @param userId the id of the user
 */
public record DeleteUserRequest(String userId) {
  /** Checks the id. */
  public DeleteUserRequest {
    AdminRules.id("userId", userId);
  }
}
