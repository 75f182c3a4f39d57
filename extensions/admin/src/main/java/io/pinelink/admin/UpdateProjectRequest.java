package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to change settings of a project. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateProject, API version 2026-04.
 */
public final class UpdateProjectRequest extends Built<UpdateProjectRequest.Builder> {
  private UpdateProjectRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a change to the project with this id; at least one setting must be set.
   */
  public static Builder builder(String projectId) {
    return new Builder(projectId);
  }

  public String projectId() {
    return settings.projectId;
  }

  public Optional<String> name() {
    return Optional.ofNullable(settings.name);
  }

  public OptionalInt maxPods() {
    return settings.maxPods == null ? OptionalInt.empty() : OptionalInt.of(settings.maxPods);
  }

  public boolean forceEncryptionWithCmek() {
    return settings.forceEncryptionWithCmek;
  }

  @Override
  public String toString() {
    return "UpdateProjectRequest[" + settings.projectId + "]";
  }

  /** Builds an {@link UpdateProjectRequest}. */
  public static final class Builder extends Settings {
    private final String projectId;
    private @Nullable String name;
    private @Nullable Integer maxPods;
    private boolean forceEncryptionWithCmek;

    private Builder(String projectId) {
      this.projectId = Check.segment("projectId", projectId);
    }

    /** Sets the new name, 1 to 512 characters. Default: unchanged. */
    public Builder name(String name) {
      this.name = AdminRules.name(name);
      return this;
    }

    /**
     * Sets the maximum number of pods that all pod-based indexes may have together, 0 or more.
     * Default: unchanged.
     */
    public Builder maxPods(int maxPods) {
      this.maxPods = AdminRules.maxPods(maxPods);
      return this;
    }

    /**
     * Encrypts data with the customer's own key: short for {@code forceEncryptionWithCmek(true)}.
     */
    public Builder forceEncryptionWithCmek() {
      return forceEncryptionWithCmek(true);
    }

    /**
     * Sets whether to encrypt data with the customer's own key, which cannot be undone. Default:
     * false, which changes nothing.
     */
    public Builder forceEncryptionWithCmek(boolean forceEncryptionWithCmek) {
      this.forceEncryptionWithCmek = forceEncryptionWithCmek;
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it changes nothing
     */
    public UpdateProjectRequest build() {
      if (name == null && maxPods == null && !forceEncryptionWithCmek) {
        throw new IllegalArgumentException("updating project '" + projectId + "' changes nothing");
      }
      return new UpdateProjectRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(projectId, name, maxPods, forceEncryptionWithCmek);
    }
  }
}
