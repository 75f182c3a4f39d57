package io.pinelink.admin;

import io.pinelink.internal.validation.AdminRules;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an API key to change; what is not given stays.
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

  /** Begins a change of the API key with this id; at least one setting must follow. */
  public static Builder apiKey(String apiKeyId) {
    return new Builder(apiKeyId);
  }

  /** The API key's id, not the key. */
  public String apiKeyId() {
    return apiKeyId;
  }

  /** The new name; empty to leave it. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** All that it may do from now on; empty to leave it. */
  public Optional<List<Role>> roles() {
    return Optional.ofNullable(roles);
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
      this.apiKeyId = AdminRules.id("apiKeyId", apiKeyId);
    }

    /** The new name, 1 to 80 characters. Default: as it is. */
    public Builder name(String name) {
      this.name = AdminRules.keyName(name);
      return this;
    }

    /** All that it may do, instead of what it may; at least one role. Default: as it is. */
    public Builder roles(Role... roles) {
      this.roles = Role.distinct(Arrays.asList(roles));
      return this;
    }

    /**
     * The request.
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
