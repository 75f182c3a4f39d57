package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new index to make from a backup, with the backup's data, dimension, metric and type.
 *
 * <p>Immutable and thread-safe. Source: createIndexFromBackup, API version 2026-04.
 */
public final class CreateIndexFromBackupRequest {
  private final String backupId;
  private final String name;
  private final @Nullable ReadCapacity readCapacity;
  private final boolean deletionProtection;
  private final Map<String, String> tags;

  private CreateIndexFromBackupRequest(Builder builder) {
    this.backupId = builder.backupId;
    this.name = builder.name;
    this.readCapacity = builder.readCapacity;
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
  }

  /**
   * Begins a new index.
   *
   * @param backupId the backup's id
   * @param name the new index's name: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at
   *     both ends
   */
  public static Builder builder(String backupId, String name) {
    return new Builder(backupId, name);
  }

  /** The backup's id. */
  public String backupId() {
    return backupId;
  }

  /** The new index's name. */
  public String name() {
    return name;
  }

  /** How it serves its reads; empty for on demand. */
  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(readCapacity);
  }

  /** Whether the service refuses to delete it. */
  public boolean deletionProtection() {
    return deletionProtection;
  }

  /** Names and values that people attach. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateIndexFromBackupRequest that
        && that.backupId.equals(backupId)
        && that.name.equals(name)
        && Objects.equals(that.readCapacity, readCapacity)
        && that.deletionProtection == deletionProtection
        && that.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backupId, name, readCapacity, deletionProtection, tags);
  }

  @Override
  public String toString() {
    return "CreateIndexFromBackupRequest[" + name + ", backup " + backupId + "]";
  }

  /** Builds a {@link CreateIndexFromBackupRequest}. */
  public static final class Builder {
    private final String backupId;
    private final String name;
    private @Nullable ReadCapacity readCapacity;
    private boolean deletionProtection;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder(String backupId, String name) {
      this.backupId = Check.notBlank("backupId", backupId);
      this.name = Check.resourceName("index", name);
    }

    /**
     * Sets how the index serves its reads. Default: on demand. API version 2026-07 is the first
     * that has this; under an earlier one, such as the default, the call is refused before it is
     * sent.
     *
     * @throws IllegalArgumentException if it is {@link ReadCapacity.Other}
     */
    public Builder readCapacity(ReadCapacity readCapacity) {
      this.readCapacity = ReadCapacityRule.check(readCapacity);
      return this;
    }

    /** Makes the service refuse to delete the index: short for {@code deletionProtection(true)}. */
    public Builder deletionProtection() {
      return deletionProtection(true);
    }

    /** Sets whether the service refuses to delete the index. Default: false. */
    public Builder deletionProtection(boolean deletionProtection) {
      this.deletionProtection = deletionProtection;
      return this;
    }

    /** A tag: a key of at most 80 characters, a value of at most 120. Default: no tags. */
    public Builder tag(String key, String value) {
      Tags.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** The request. */
    public CreateIndexFromBackupRequest build() {
      return new CreateIndexFromBackupRequest(this);
    }
  }
}
