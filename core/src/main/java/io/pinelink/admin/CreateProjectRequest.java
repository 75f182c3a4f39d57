package io.pinelink.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project to make.
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

  /**
   * Begins a project.
   *
   * @param name 1 to 512 characters
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** How many pods its pod-based indexes may have together. */
  public int maxPods() {
    return maxPods;
  }

  /** Whether data must be encrypted with the customer's own key. */
  public boolean forceEncryptionWithCmek() {
    return forceEncryptionWithCmek;
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
      this.name = Rules.name(name);
    }

    /** How many pods its pod-based indexes may have together, 0 or more. Default: 0. */
    public Builder maxPods(int maxPods) {
      this.maxPods = Rules.maxPods(maxPods);
      return this;
    }

    /** Has data encrypted with the customer's own key; cannot be undone. Default: it is not. */
    public Builder forceEncryptionWithCmek() {
      this.forceEncryptionWithCmek = true;
      return this;
    }

    /** The request. */
    public CreateProjectRequest build() {
      return new CreateProjectRequest(this);
    }
  }
}
