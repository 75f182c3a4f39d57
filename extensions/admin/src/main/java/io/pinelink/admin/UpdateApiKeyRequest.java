package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to change settings of an API key. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateApiKey, API version 2026-04.
 */
public final class UpdateApiKeyRequest {
  private final String apiKeyId;
  private final @Nullable String name;
  private final @Nullable List<Role> roles;

  private UpdateApiKeyRequest(Builder builder) {
    this.apiKeyId = builder.apiKeyId;
    this.name = builder.name;
    this.roles = builder.roles;
  }

  /**
   * Creates a builder for a change to the API key with this id; at least one setting must be set.
   */
  public static Builder builder(String apiKeyId) {
    return new Builder(apiKeyId);
  }

  /** Returns the API key's id, not the key. */
  public String apiKeyId() {
    return apiKeyId;
  }

  /** Returns the new name; empty to leave it unchanged. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the new roles, which replace all current ones; empty to leave them unchanged. */
  public Optional<List<Role>> roles() {
    return Optional.ofNullable(roles);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(apiKeyId);
    builder.name = name;
    builder.roles = roles;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateApiKeyRequest that
        && that.apiKeyId.equals(apiKeyId)
        && Objects.equals(that.name, name)
        && Objects.equals(that.roles, roles);
  }

  @Override
  public int hashCode() {
    return Objects.hash(apiKeyId, name, roles);
  }

  @Override
  public String toString() {
    return "UpdateApiKeyRequest[" + apiKeyId + "]";
  }

  /** Builds an {@link UpdateApiKeyRequest}. */
  public static final class Builder {
    private final String apiKeyId;
    private @Nullable String name;
    private @Nullable List<Role> roles;

    private Builder(String apiKeyId) {
      this.apiKeyId = Check.segment("apiKeyId", apiKeyId);
    }

    /** Sets the new name, 1 to 80 characters. Default: unchanged. */
    public Builder name(String name) {
      this.name = AdminRules.keyName(name);
      return this;
    }

    /** Sets the new roles, at least one, which replace all current ones. Default: unchanged. */
    public Builder roles(Role... roles) {
      this.roles = Role.distinct(Check.copy("roles", roles));
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it changes nothing
     */
    public UpdateApiKeyRequest build() {
      if (name == null && roles == null) {
        throw new IllegalArgumentException("updating API key '" + apiKeyId + "' changes nothing");
      }
      return new UpdateApiKeyRequest(this);
    }
  }
}
