package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index from a backup, with the data and the schema of the backup.
 *
 * <p>Immutable and thread-safe. Source: createIndexFromBackup, API version 2026-07.
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
   * Creates a builder for an index.
   *
   * @param backupId the backup's id
   * @param name the new index's name: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at
   *     both ends
   */
  public static Builder builder(String backupId, String name) {
    return new Builder(backupId, name);
  }

  /** Returns the backup's id. */
  public String backupId() {
    return backupId;
  }

  /** Returns the new index's name. */
  public String name() {
    return name;
  }

  /** Returns the read capacity; empty for on-demand capacity. */
  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(readCapacity);
  }

  /** Returns whether the service refuses to delete the index. */
  public boolean deletionProtection() {
    return deletionProtection;
  }

  /** Returns the tags. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(backupId, name);
    builder.readCapacity = readCapacity;
    builder.deletionProtection = deletionProtection;
    builder.tags.putAll(tags);
    return builder;
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
     * Sets the read capacity. Default: on-demand capacity. Supported since API version 2026-07;
     * under an earlier one, the call is refused before it is sent.
     *
     * @throws IllegalArgumentException if it is {@link ReadCapacity.Other}
     */
    public Builder readCapacity(ReadCapacity readCapacity) {
      Objects.requireNonNull(readCapacity, "readCapacity is null");
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

    /** Adds a tag: a key of at most 80 characters, a value of at most 120. Default: no tags. */
    public Builder tag(String key, String value) {
      TagRules.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Adds tags, as {@link #tag} does for each. */
    public Builder tags(Map<String, String> tags) {
      Objects.requireNonNull(tags, "tags is null").forEach(this::tag);
      return this;
    }

    /** Builds the request. */
    public CreateIndexFromBackupRequest build() {
      return new CreateIndexFromBackupRequest(this);
    }
  }
}
