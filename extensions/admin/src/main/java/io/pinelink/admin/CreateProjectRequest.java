package io.pinelink.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a project.
 *
 * <p>Immutable and thread-safe. Source: createProject, API version 2026-04.
 */
public final class CreateProjectRequest {
  private final String name;
  private final int maxPods;
  private final boolean forceEncryptionWithCmek;

  private CreateProjectRequest(Builder builder) {
    this.name = builder.name;
    this.maxPods = builder.maxPods;
    this.forceEncryptionWithCmek = builder.forceEncryptionWithCmek;
  }

  /** Returns a request for a project in the default settings. */
  public static CreateProjectRequest named(String name) {
    return builder(name).build();
  }

  /**
   * Creates a builder for a project.
   *
   * @param name 1 to 512 characters
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the maximum number of pods that all pod-based indexes may have together. */
  public int maxPods() {
    return maxPods;
  }

  /** Returns whether data must be encrypted with the customer's own key. */
  public boolean forceEncryptionWithCmek() {
    return forceEncryptionWithCmek;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.maxPods = maxPods;
    builder.forceEncryptionWithCmek = forceEncryptionWithCmek;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateProjectRequest that
        && that.name.equals(name)
        && that.maxPods == maxPods
        && that.forceEncryptionWithCmek == forceEncryptionWithCmek;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, maxPods, forceEncryptionWithCmek);
  }

  @Override
  public String toString() {
    return "CreateProjectRequest[" + name + "]";
  }

  /** Builds a {@link CreateProjectRequest}. */
  public static final class Builder {
    private final String name;
    private int maxPods;
    private boolean forceEncryptionWithCmek;

    private Builder(String name) {
      this.name = AdminRules.name(name);
    }

    /**
     * Sets the maximum number of pods that all pod-based indexes may have together, 0 or more.
     * Default: 0.
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
     * false.
     */
    public Builder forceEncryptionWithCmek(boolean forceEncryptionWithCmek) {
      this.forceEncryptionWithCmek = forceEncryptionWithCmek;
      return this;
    }

    /** Builds the request. */
    public CreateProjectRequest build() {
      return new CreateProjectRequest(this);
    }
  }
}
