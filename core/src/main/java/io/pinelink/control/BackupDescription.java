package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Metric;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Cloud;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the control plane describes it.
 *
 * <p>Immutable and thread-safe. Source: BackupModel and BackupScheduleHistoryItem, API versions
 * 2026-04 and 2026-07. A time that is not in the format of RFC 3339 is treated as missing.
 */
public final class BackupDescription extends Built<BackupDescription.Builder> implements Response {
  private static final Set<String> ENDED = Set.of("Failed", "InitializationFailed", "Terminating");

  private BackupDescription(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a description. All other values are optional in the service's responses.
   *
   * @param id the service's id of the backup
   * @param status the service's name of the status
   * @param cloud the cloud of the backup
   * @param region the cloud's name of the region
   */
  public static Builder builder(
      String id, String status, Cloud cloud, String region, ResponseInfo info) {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(cloud, "cloud is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(info, "info is null");
    return new Builder(id, status, cloud, region, info);
  }

  /** Returns the service's id of the backup. */
  public String id() {
    return settings.id;
  }

  /** Returns the name of the index that was backed up. */
  public String sourceIndexName() {
    return settings.sourceIndexName;
  }

  /** Returns the service's id of the index that was backed up. */
  public String sourceIndexId() {
    return settings.sourceIndexId;
  }

  /**
   * Returns the service's name of the status, such as {@code Initializing}, {@code Ready}, {@code
   * InitializationFailed}, or {@code Scheduled} in the history of a schedule; open.
   */
  public String status() {
    return settings.status;
  }

  /** Returns the cloud. */
  public Cloud cloud() {
    return settings.cloud;
  }

  /** Returns the cloud's name of the region. */
  public String region() {
    return settings.region;
  }

  /** Returns the info of the response, which all backups of one list share. */
  @Override
  public ResponseInfo info() {
    return settings.info;
  }

  /** Returns the name; empty if there is none. */
  public Optional<String> name() {
    return Optional.ofNullable(settings.name);
  }

  /** Returns the description; empty if there is none. */
  public Optional<String> description() {
    return Optional.ofNullable(settings.description);
  }

  /**
   * Returns the dimension of the dense vectors; empty if there are none, or if the service did not
   * report it.
   */
  public OptionalInt dimension() {
    return settings.dimension == null ? OptionalInt.empty() : OptionalInt.of(settings.dimension);
  }

  /** Returns the metric; empty if the index has no vectors, or if the service did not report it. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(settings.metric);
  }

  /**
   * Returns the schema of the index that was backed up; empty if the service did not report it. In
   * an API version before 2026-07 it has only the metadata fields that filters can use, and is
   * empty for all fields.
   */
  public Optional<IndexSchema> schema() {
    return Optional.ofNullable(settings.schema);
  }

  /** Returns the number of records; empty if the service did not report it. */
  public OptionalLong recordCount() {
    return settings.recordCount == null
        ? OptionalLong.empty()
        : OptionalLong.of(settings.recordCount);
  }

  /** Returns the number of namespaces; empty if the service did not report it. */
  public OptionalLong namespaceCount() {
    return settings.namespaceCount == null
        ? OptionalLong.empty()
        : OptionalLong.of(settings.namespaceCount);
  }

  /** Returns the size in bytes; empty if the service did not report it. */
  public OptionalLong sizeBytes() {
    return settings.sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(settings.sizeBytes);
  }

  /** Returns the creation time; empty if the service did not report it. */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(settings.createdAt);
  }

  /**
   * Returns when the index was deleted; empty if it still exists, or if the service did not report
   * it.
   */
  public Optional<Instant> sourceIndexDeletedAt() {
    return Optional.ofNullable(settings.sourceIndexDeletedAt);
  }

  /**
   * Returns when the backup is to be made; empty unless it is the planned backup of a schedule,
   * whose status is {@code Scheduled}.
   */
  public Optional<Instant> scheduledExecutionAt() {
    return Optional.ofNullable(settings.scheduledExecutionAt);
  }

  /** Returns the tags of the index that was backed up. */
  public Map<String, String> tags() {
    return settings.tags;
  }

  /** Returns whether an index can be created from the backup. */
  public boolean isReady() {
    return settings.status.equals("Ready");
  }

  /** Returns whether the backup can no longer become ready. */
  public boolean isTerminal() {
    return ENDED.contains(settings.status);
  }

  @Override
  public String toString() {
    return "BackupDescription[%s, %s, of index %s]"
        .formatted(settings.id, settings.status, settings.sourceIndexName);
  }

  /**
   * Builds a {@link BackupDescription}. A method sets what the method of the same name returns;
   * what is not set was not reported.
   */
  public static final class Builder extends Settings {
    private final String id;
    private final String status;
    private final Cloud cloud;
    private final String region;
    private final ResponseInfo info;
    private String sourceIndexName = "";
    private String sourceIndexId = "";
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Integer dimension;
    private @Nullable Metric metric;
    private @Nullable IndexSchema schema;
    private @Nullable Long recordCount;
    private @Nullable Long namespaceCount;
    private @Nullable Long sizeBytes;
    private @Nullable Instant createdAt;
    private @Nullable Instant sourceIndexDeletedAt;
    private @Nullable Instant scheduledExecutionAt;
    private Map<String, String> tags = Map.of();

    private Builder(String id, String status, Cloud cloud, String region, ResponseInfo info) {
      this.id = id;
      this.status = status;
      this.cloud = cloud;
      this.region = region;
      this.info = info;
    }

    public Builder sourceIndex(String name, String id) {
      this.sourceIndexName = Objects.requireNonNull(name, "name is null");
      this.sourceIndexId = Objects.requireNonNull(id, "id is null");
      return this;
    }

    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name is null");
      return this;
    }

    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description is null");
      return this;
    }

    public Builder dimension(int dimension) {
      this.dimension = dimension;
      return this;
    }

    public Builder metric(Metric metric) {
      this.metric = Objects.requireNonNull(metric, "metric is null");
      return this;
    }

    public Builder schema(IndexSchema schema) {
      this.schema = Objects.requireNonNull(schema, "schema is null");
      return this;
    }

    public Builder recordCount(long recordCount) {
      this.recordCount = recordCount;
      return this;
    }

    public Builder namespaceCount(long namespaceCount) {
      this.namespaceCount = namespaceCount;
      return this;
    }

    public Builder sizeBytes(long sizeBytes) {
      this.sizeBytes = sizeBytes;
      return this;
    }

    public Builder createdAt(Instant createdAt) {
      this.createdAt = Objects.requireNonNull(createdAt, "createdAt is null");
      return this;
    }

    public Builder sourceIndexDeletedAt(Instant sourceIndexDeletedAt) {
      this.sourceIndexDeletedAt =
          Objects.requireNonNull(sourceIndexDeletedAt, "sourceIndexDeletedAt is null");
      return this;
    }

    /** Sets when the backup is to be made. Default: it is not planned. */
    public Builder scheduledExecutionAt(Instant scheduledExecutionAt) {
      this.scheduledExecutionAt =
          Objects.requireNonNull(scheduledExecutionAt, "scheduledExecutionAt is null");
      return this;
    }

    public Builder tags(Map<String, String> tags) {
      this.tags = Check.copy("tags", tags);
      return this;
    }

    /** Builds the description. */
    public BackupDescription build() {
      return new BackupDescription(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          id,
          sourceIndexName,
          sourceIndexId,
          status,
          cloud,
          region,
          info,
          name,
          description,
          dimension,
          metric,
          schema,
          recordCount,
          namespaceCount,
          sizeBytes,
          createdAt,
          sourceIndexDeletedAt,
          scheduledExecutionAt,
          tags);
    }
  }
}
