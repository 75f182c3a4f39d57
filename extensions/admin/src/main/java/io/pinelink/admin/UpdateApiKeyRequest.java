package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to change settings of an API key. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateApiKey, API version 2026-04.
 */
public final class UpdateApiKeyRequest extends Built<UpdateApiKeyRequest.Builder> {
  private UpdateApiKeyRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a change to the API key with this id; at least one setting must be set.
   */
  public static Builder builder(String apiKeyId) {
    return new Builder(apiKeyId);
  }

  public String apiKeyId() {
    return settings.apiKeyId;
  }

  public Optional<String> name() {
    return Optional.ofNullable(settings.name);
  }

  public Optional<List<Role>> roles() {
    return Optional.ofNullable(settings.roles);
  }

  @Override
  public String toString() {
    return "UpdateApiKeyRequest[" + settings.apiKeyId + "]";
  }

  /** Builds an {@link UpdateApiKeyRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(apiKeyId, name, roles);
    }
  }
}
