package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to rename a service account.
 *
 * <p>Immutable and thread-safe. Source: updateServiceAccount, API version 2026-07.
 */
public final class UpdateServiceAccountRequest {
  private final String serviceAccountId;
  private final String name;

  private UpdateServiceAccountRequest(String serviceAccountId, String name) {
    this.serviceAccountId = serviceAccountId;
    this.name = name;
  }

  /**
   * Returns a request to give a service account another name.
   *
   * @param name 1 to 80 characters
   */
  public static UpdateServiceAccountRequest of(String serviceAccountId, String name) {
    return new UpdateServiceAccountRequest(
        Check.segment("serviceAccountId", serviceAccountId), AdminRules.keyName(name));
  }

  public String serviceAccountId() {
    return serviceAccountId;
  }

  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateServiceAccountRequest that
        && that.serviceAccountId.equals(serviceAccountId)
        && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(serviceAccountId, name);
  }

  @Override
  public String toString() {
    return "UpdateServiceAccountRequest[" + serviceAccountId + ", " + name + "]";
  }
}
