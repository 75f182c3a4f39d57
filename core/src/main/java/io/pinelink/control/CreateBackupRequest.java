package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup to make: a copy of a serverless index as it is now, which outlives the index.
 *
 * <p>Immutable and thread-safe. Source: createBackup, API version 2026-04.
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

  /** Begins a backup of the index with this name. */
  public static Builder of(String index) {
    return new Builder(index);
  }

  /** The name of the index. */
  public String index() {
    return index;
  }

  /** The backup's name; empty for none. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** What people say of it; empty for nothing. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
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
     * A name: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends. It need not be
     * unique. Default: none.
     */
    public Builder name(String name) {
      this.name = Check.resourceName("backup", name);
      return this;
    }

    /** What people say of it. Default: nothing. */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /** The request. */
    public CreateBackupRequest build() {
      return new CreateBackupRequest(this);
    }
  }
}
