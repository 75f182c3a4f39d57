package io.pinelink.control;

import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
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
 * <p>Immutable and thread-safe. Source: BackupModel, API version 2026-04. A time that is not
 * written as RFC 3339 asks for is as good as none.
 */
public final class BackupDescription {
  private static final Set<String> ENDED = Set.of("Failed", "InitializationFailed", "Terminating");

  private final String id;
  private final String sourceIndexName;
  private final String sourceIndexId;
  private final String status;
  private final String cloud;
  private final String region;
  private final ResponseInfo info;
  private final @Nullable String name;
  private final @Nullable String description;
  private final @Nullable Integer dimension;
  private final @Nullable Metric metric;
  private final @Nullable MetadataSchema schema;
  private final @Nullable Long recordCount;
  private final @Nullable Long namespaceCount;
  private final @Nullable Long sizeBytes;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant sourceIndexDeletedAt;
  private final Map<String, String> tags;

  private BackupDescription(Builder builder) {
    this.id = builder.id;
    this.sourceIndexName = builder.sourceIndexName;
    this.sourceIndexId = builder.sourceIndexId;
    this.status = builder.status;
    this.cloud = builder.cloud;
    this.region = builder.region;
    this.info = builder.info;
    this.name = builder.name;
    this.description = builder.description;
    this.dimension = builder.dimension;
    this.metric = builder.metric;
    this.schema = builder.schema;
    this.recordCount = builder.recordCount;
    this.namespaceCount = builder.namespaceCount;
    this.sizeBytes = builder.sizeBytes;
    this.createdAt = builder.createdAt;
    this.sourceIndexDeletedAt = builder.sourceIndexDeletedAt;
    this.tags = Map.copyOf(builder.tags);
  }

  /**
   * Begins a description; the rest is optional in the service's answers.
   *
   * @param id the service's id of the backup
   * @param status the service's word for how far it is
   */
  public static Builder builder(String id, String status, ResponseInfo info) {
    return new Builder(id, status, info);
  }

  /** The service's id of the backup. */
  public String id() {
    return id;
  }

  /** The name of the index that it is a copy of. */
  public String sourceIndexName() {
    return sourceIndexName;
  }

  /** The service's own id of that index. */
  public String sourceIndexId() {
    return sourceIndexId;
  }

  /**
   * The service's word for how far it is: {@code Initializing}, {@code Ready}, {@code Failed};
   * open.
   */
  public String status() {
    return status;
  }

  /** The cloud where it lives. */
  public String cloud() {
    return cloud;
  }

  /** The region where it lives. */
  public String region() {
    return region;
  }

  /** How the response came about; backups of one list share theirs. */
  public ResponseInfo info() {
    return info;
  }

  /** The name that it was given; empty for none. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** What people said of it; empty for nothing. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** How many values each vector has; empty for sparse vectors. */
  public OptionalInt dimension() {
    return dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension);
  }

  /** How distances are measured; empty if the service did not say. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(metric);
  }

  /** Which metadata fields filters can ask for; empty for all. */
  public Optional<MetadataSchema> schema() {
    return Optional.ofNullable(schema);
  }

  /** How many records it has; empty if the service did not say. */
  public OptionalLong recordCount() {
    return recordCount == null ? OptionalLong.empty() : OptionalLong.of(recordCount);
  }

  /** How many namespaces it has; empty if the service did not say. */
  public OptionalLong namespaceCount() {
    return namespaceCount == null ? OptionalLong.empty() : OptionalLong.of(namespaceCount);
  }

  /** How many bytes it has; empty if the service did not say. */
  public OptionalLong sizeBytes() {
    return sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes);
  }

  /** When it was made; empty if the service did not say. */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }

  /** When its index was deleted; empty if the index lives, or if the service did not say. */
  public Optional<Instant> sourceIndexDeletedAt() {
    return Optional.ofNullable(sourceIndexDeletedAt);
  }

  /** The tags that the index had. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Whether an index can be made from it. */
  public boolean isReady() {
    return status.equals("Ready");
  }

  /** Whether it will not become ready by waiting. */
  public boolean isTerminal() {
    return ENDED.contains(status);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BackupDescription that
        && that.id.equals(id)
        && that.sourceIndexName.equals(sourceIndexName)
        && that.sourceIndexId.equals(sourceIndexId)
        && that.status.equals(status)
        && that.cloud.equals(cloud)
        && that.region.equals(region)
        && Objects.equals(that.name, name)
        && Objects.equals(that.description, description)
        && Objects.equals(that.dimension, dimension)
        && Objects.equals(that.metric, metric)
        && Objects.equals(that.schema, schema)
        && Objects.equals(that.recordCount, recordCount)
        && Objects.equals(that.namespaceCount, namespaceCount)
        && Objects.equals(that.sizeBytes, sizeBytes)
        && Objects.equals(that.createdAt, createdAt)
        && Objects.equals(that.sourceIndexDeletedAt, sourceIndexDeletedAt)
        && that.tags.equals(tags)
        && that.info.equals(info);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, status);
  }

  @Override
  public String toString() {
    return "BackupDescription[" + id + ", " + status + ", of index " + sourceIndexName + "]";
  }

  /** Builds a {@link BackupDescription}. */
  public static final class Builder {
    private final String id;
    private final String status;
    private final ResponseInfo info;
    private String sourceIndexName = "";
    private String sourceIndexId = "";
    private String cloud = "";
    private String region = "";
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Integer dimension;
    private @Nullable Metric metric;
    private @Nullable MetadataSchema schema;
    private @Nullable Long recordCount;
    private @Nullable Long namespaceCount;
    private @Nullable Long sizeBytes;
    private @Nullable Instant createdAt;
    private @Nullable Instant sourceIndexDeletedAt;
    private Map<String, String> tags = Map.of();

    private Builder(String id, String status, ResponseInfo info) {
      this.id = id;
      this.status = status;
      this.info = info;
    }

    /** The index that it is a copy of. Default: both empty. */
    public Builder sourceIndex(String name, String id) {
      this.sourceIndexName = name;
      this.sourceIndexId = id;
      return this;
    }

    /** Where it lives. Default: both empty. */
    public Builder place(String cloud, String region) {
      this.cloud = cloud;
      this.region = region;
      return this;
    }

    /** The name that it was given. Default: not told. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** What people said of it. Default: not told. */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /** How many values each vector has. Default: not told. */
    public Builder dimension(int dimension) {
      this.dimension = dimension;
      return this;
    }

    /** How distances are measured. Default: not told. */
    public Builder metric(Metric metric) {
      this.metric = metric;
      return this;
    }

    /** Which metadata fields filters can ask for. Default: not told. */
    public Builder schema(MetadataSchema schema) {
      this.schema = schema;
      return this;
    }

    /** How many records it has. Default: not told. */
    public Builder recordCount(long recordCount) {
      this.recordCount = recordCount;
      return this;
    }

    /** How many namespaces it has. Default: not told. */
    public Builder namespaceCount(long namespaceCount) {
      this.namespaceCount = namespaceCount;
      return this;
    }

    /** How many bytes it has. Default: not told. */
    public Builder sizeBytes(long sizeBytes) {
      this.sizeBytes = sizeBytes;
      return this;
    }

    /** When it was made. Default: not told. */
    public Builder createdAt(Instant createdAt) {
      this.createdAt = createdAt;
      return this;
    }

    /** When its index was deleted. Default: not told. */
    public Builder sourceIndexDeletedAt(Instant sourceIndexDeletedAt) {
      this.sourceIndexDeletedAt = sourceIndexDeletedAt;
      return this;
    }

    /** The tags that the index had. Default: none. */
    public Builder tags(Map<String, String> tags) {
      this.tags = tags;
      return this;
    }

    /** The description. */
    public BackupDescription build() {
      return new BackupDescription(this);
    }
  }
}
