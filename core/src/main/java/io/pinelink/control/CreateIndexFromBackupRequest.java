package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index from a backup, with the data and the schema of the backup.
 *
 * <p>Immutable and thread-safe. Source: createIndexFromBackup, API version 2026-07.
 */
public final class CreateIndexFromBackupRequest
    extends Built<CreateIndexFromBackupRequest.Builder> {

  private CreateIndexFromBackupRequest(Builder builder) {
    super(builder);
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

  public String backupId() {
    return settings.backupId;
  }

  public String name() {
    return settings.name;
  }

  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(settings.readCapacity);
  }

  public boolean deletionProtection() {
    return settings.deletionProtection;
  }

  public Map<String, String> tags() {
    return settings.tags;
  }

  public Builder toBuilder() {
    return copy();
  }

  @Override
  public String toString() {
    return "CreateIndexFromBackupRequest[" + settings.name + ", backup " + settings.backupId + "]";
  }

  /** Builds a {@link CreateIndexFromBackupRequest}. */
  public static final class Builder extends Settings {
    private final String backupId;
    private final String name;
    private @Nullable ReadCapacity readCapacity;
    private boolean deletionProtection;
    private Map<String, String> tags = Map.of();

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
      this.tags = TagRules.with(tags, key, value);
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(backupId, name, readCapacity, deletionProtection, tags);
    }
  }
}
