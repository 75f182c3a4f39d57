package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to back up the current state of a serverless index. The backup outlives the index.
 *
 * <p>Immutable and thread-safe. Source: createBackup, API version 2026-07.
 */
public final class CreateBackupRequest {
  private final String index;
  private final @Nullable String name;
  private final @Nullable String description;

  private CreateBackupRequest(Builder builder) {
    this.index = builder.index;
    this.name = builder.name;
    this.description = builder.description;
  }

  /** Returns a request for a backup without a name of the index with this name. */
  public static CreateBackupRequest of(String index) {
    return builder(index).build();
  }

  /** Creates a builder for a backup of the index with this name. */
  public static Builder builder(String index) {
    return new Builder(index);
  }

  /** Returns the name of the index. */
  public String index() {
    return index;
  }

  /** Returns the backup's name; empty if there is none. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Returns the description; empty if there is none. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(index);
    builder.name = name;
    builder.description = description;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateBackupRequest that
        && that.index.equals(index)
        && Objects.equals(that.name, name)
        && Objects.equals(that.description, description);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, name, description);
  }

  @Override
  public String toString() {
    return "CreateBackupRequest[" + index + ", name " + name + "]";
  }

  /** Builds a {@link CreateBackupRequest}. */
  public static final class Builder {
    private final String index;
    private @Nullable String name;
    private @Nullable String description;

    private Builder(String index) {
      this.index = Check.resourceName("index", index);
    }

    /**
     * Sets the name: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends. It need
     * not be unique. Default: none.
     */
    public Builder name(String name) {
      this.name = Check.resourceName("backup", name);
      return this;
    }

    /** Sets the description. Default: none. */
    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description is null");
      return this;
    }

    /** Builds the request. */
    public CreateBackupRequest build() {
      return new CreateBackupRequest(this);
    }
  }
}
