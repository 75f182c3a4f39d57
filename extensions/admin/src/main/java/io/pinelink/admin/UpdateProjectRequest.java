package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to change settings of a project. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: updateProject, API version 2026-04.
 */
public final class UpdateProjectRequest {
  private final String projectId;
  private final @Nullable String name;
  private final @Nullable Integer maxPods;
  private final boolean forceEncryptionWithCmek;

  private UpdateProjectRequest(Builder builder) {
    this.projectId = builder.projectId;
    this.name = builder.name;
    this.maxPods = builder.maxPods;
    this.forceEncryptionWithCmek = builder.forceEncryptionWithCmek;
  }

  /**
   * Creates a builder for a change to the project with this id; at least one setting must be set.
   */
  public static Builder builder(String projectId) {
    return new Builder(projectId);
  }

  /** Returns the project's id. */
  public String projectId() {
    return projectId;
  }

  /** Returns the new name; empty to leave it unchanged. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * Returns the maximum number of pods that all pod-based indexes may have together; empty to leave
   * it unchanged.
   */
  public OptionalInt maxPods() {
    return maxPods == null ? OptionalInt.empty() : OptionalInt.of(maxPods);
  }

  /** Returns whether to encrypt data with the customer's own key. */
  public boolean forceEncryptionWithCmek() {
    return forceEncryptionWithCmek;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(projectId);
    builder.name = name;
    builder.maxPods = maxPods;
    builder.forceEncryptionWithCmek = forceEncryptionWithCmek;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateProjectRequest that
        && that.projectId.equals(projectId)
        && Objects.equals(that.name, name)
        && Objects.equals(that.maxPods, maxPods)
        && that.forceEncryptionWithCmek == forceEncryptionWithCmek;
  }

  @Override
  public int hashCode() {
    return Objects.hash(projectId, name, maxPods, forceEncryptionWithCmek);
  }

  @Override
  public String toString() {
    return "UpdateProjectRequest[" + projectId + "]";
  }

  /** Builds an {@link UpdateProjectRequest}. */
  public static final class Builder {
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
  }
}
