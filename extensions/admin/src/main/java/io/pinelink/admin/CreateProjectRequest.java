package io.pinelink.admin;

import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a project.
 *
 * <p>Immutable and thread-safe. Source: createProject, API version 2026-04.
 */
public final class CreateProjectRequest extends Built<CreateProjectRequest.Builder> {
  private CreateProjectRequest(Builder builder) {
    super(builder);
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

  public String name() {
    return settings.name;
  }

  public int maxPods() {
    return settings.maxPods;
  }

  public boolean forceEncryptionWithCmek() {
    return settings.forceEncryptionWithCmek;
  }

  @Override
  public String toString() {
    return "CreateProjectRequest[" + settings.name + "]";
  }

  /** Builds a {@link CreateProjectRequest}. */
  public static final class Builder extends Settings {
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

    @Override
    protected List<?> parts() {
      return Arrays.<@Nullable Object>asList(name, maxPods, forceEncryptionWithCmek);
    }
  }
}
