package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index from a backup, with the data and the schema of the backup.
 *
 * <p>Immutable and thread-safe. Source: createIndexFromBackup, API version 2026-07.
 */
public final class CreateIndexFromBackupRequest
    extends NewIndex<CreateIndexFromBackupRequest.Builder> {

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

  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(settings.readCapacity);
  }

  @Override
  public String toString() {
    return "CreateIndexFromBackupRequest[" + settings.name + ", backup " + settings.backupId + "]";
  }

  /** Builds a {@link CreateIndexFromBackupRequest}. */
  public static final class Builder extends NewIndex.Builder<Builder> {
    private final String backupId;
    private @Nullable ReadCapacity readCapacity;

    private Builder(String backupId, String name) {
      super(name);
      this.backupId = Check.notBlank("backupId", backupId);
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
