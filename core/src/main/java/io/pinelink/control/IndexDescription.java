package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Metric;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.IndexFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An index as the control plane describes it.
 *
 * <p>Immutable and thread-safe. Source: IndexModel, API versions 2026-04 and 2026-07. A newer
 * response has a schema in place of metric, dimension and embedding, which are then taken from its
 * fields.
 */
public final class IndexDescription extends Built<IndexDescription.Builder> implements Response {

  private IndexDescription(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a description. All other values are optional in the service's responses.
   */
  public static Builder builder(
      String name, IndexStatus status, IndexSpec spec, ResponseInfo info) {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(spec, "spec is null");
    Objects.requireNonNull(info, "info is null");
    return new Builder(name, status, spec, info);
  }

  /** Returns the name. */
  public String name() {
    return settings.name;
  }

  /**
   * Returns the API that the index speaks; empty if the response does not show it, as may be the
   * case for a document index in an API version before 2026-07.
   */
  public Optional<IndexFamily> family() {
    if (settings.schema != null) {
      return Optional.of(settings.schema.family());
    }
    if (settings.embed != null) {
      return Optional.of(IndexFamily.RECORDS);
    }
    return settings.metric == null ? Optional.empty() : Optional.of(IndexFamily.VECTORS);
  }

  /** Returns the schema; empty in an API version before 2026-07. */
  public Optional<IndexSchema> schema() {
    return Optional.ofNullable(settings.schema);
  }

  /** Returns the metric; empty for a document index without vectors. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(settings.metric);
  }

  /**
   * Returns the vector type, dense or sparse; dense if the index has both, and empty for a document
   * index without vectors.
   */
  public Optional<VectorType> vectorType() {
    return Optional.ofNullable(settings.vectorType);
  }

  /** Returns the status. */
  public IndexStatus status() {
    return settings.status;
  }

  /** Returns the deployment of the index; of kind {@code ""} if the service did not report it. */
  public IndexSpec spec() {
    return settings.spec;
  }

  /** Returns the info of the response, which all indexes of one list share. */
  @Override
  public ResponseInfo info() {
    return settings.info;
  }

  /**
   * Returns the service's id of the index, which is never reused; empty if the service did not
   * report it.
   */
  public Optional<String> id() {
    return Optional.ofNullable(settings.id);
  }

  /** Returns the dimension of the dense vectors; empty if the index has none. */
  public OptionalInt dimension() {
    return settings.dimension == null ? OptionalInt.empty() : OptionalInt.of(settings.dimension);
  }

  /** Returns the public host, without scheme; empty while the index is being created. */
  public Optional<String> host() {
    return Optional.ofNullable(settings.host);
  }

  /** Returns the private host, without scheme; empty unless the project has a private endpoint. */
  public Optional<String> privateHost() {
    return Optional.ofNullable(settings.privateHost);
  }

  /** Returns whether the service refuses to delete the index. */
  public boolean deletionProtection() {
    return settings.deletionProtection;
  }

  /** Returns the tags. */
  public Map<String, String> tags() {
    return settings.tags;
  }

  /** Returns the integrated embedding; empty if the index has none. */
  public Optional<IntegratedEmbedding> embed() {
    return Optional.ofNullable(settings.embed);
  }

  /**
   * Returns the status of the read capacity; empty for a pod index, and if the service did not
   * report it.
   */
  public Optional<ReadCapacityStatus> readCapacityStatus() {
    return Optional.ofNullable(settings.readCapacityStatus);
  }

  /** Returns the backup that the index was restored from; empty if there is none. */
  public Optional<String> sourceBackupId() {
    return Optional.ofNullable(settings.sourceBackupId);
  }

  /** Returns the customer-managed encryption key; empty if the index uses none. */
  public Optional<String> cmekId() {
    return Optional.ofNullable(settings.cmekId);
  }

  @Override
  public String toString() {
    return "IndexDescription[%s, %s, %s]"
        .formatted(settings.name, settings.status.state(), settings.host);
  }

  /**
   * Builds a {@link IndexDescription}. A method sets what the method of the same name returns; what
   * is not set was not reported.
   */
  public static final class Builder extends Settings {
    private final String name;
    private final IndexStatus status;
    private final IndexSpec spec;
    private final ResponseInfo info;
    private @Nullable String id;
    private @Nullable Metric metric;
    private @Nullable VectorType vectorType;
    private @Nullable Integer dimension;
    private @Nullable String host;
    private @Nullable String privateHost;
    private boolean deletionProtection;
    private Map<String, String> tags = Map.of();
    private @Nullable IntegratedEmbedding embed;
    private @Nullable ReadCapacityStatus readCapacityStatus;
    private @Nullable IndexSchema schema;
    private @Nullable String sourceBackupId;
    private @Nullable String cmekId;

    private Builder(String name, IndexStatus status, IndexSpec spec, ResponseInfo info) {
      this.name = name;
      this.status = status;
      this.spec = spec;
      this.info = info;
    }

    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id is null");
      return this;
    }

    /** Sets the metric. Default: none, as in a document index without vectors. */
    public Builder metric(Metric metric) {
      this.metric = Objects.requireNonNull(metric, "metric is null");
      return this;
    }

    /** Sets the vector type, dense or sparse. Default: none, as in an index without vectors. */
    public Builder vectorType(VectorType vectorType) {
      this.vectorType = Objects.requireNonNull(vectorType, "vectorType is null");
      return this;
    }

    /** Sets the dimension of the vectors. Default: none, as in a sparse index. */
    public Builder dimension(int dimension) {
      this.dimension = dimension;
      return this;
    }

    public Builder host(String host) {
      this.host = Objects.requireNonNull(host, "host is null");
      return this;
    }

    public Builder privateHost(String privateHost) {
      this.privateHost = Objects.requireNonNull(privateHost, "privateHost is null");
      return this;
    }

    public Builder deletionProtection(boolean deletionProtection) {
      this.deletionProtection = deletionProtection;
      return this;
    }

    public Builder tags(Map<String, String> tags) {
      this.tags = Check.copy("tags", tags);
      return this;
    }

    public Builder embed(IntegratedEmbedding embed) {
      this.embed = Objects.requireNonNull(embed, "embed is null");
      return this;
    }

    public Builder readCapacityStatus(ReadCapacityStatus status) {
      this.readCapacityStatus = Objects.requireNonNull(status, "status is null");
      return this;
    }

    /** Sets the schema. Default: none, as in an API version before 2026-07. */
    public Builder schema(IndexSchema schema) {
      this.schema = Objects.requireNonNull(schema, "schema is null");
      return this;
    }

    public Builder sourceBackupId(String sourceBackupId) {
      this.sourceBackupId = Objects.requireNonNull(sourceBackupId, "sourceBackupId is null");
      return this;
    }

    public Builder cmekId(String cmekId) {
      this.cmekId = Objects.requireNonNull(cmekId, "cmekId is null");
      return this;
    }

    /** Builds the description. */
    public IndexDescription build() {
      return new IndexDescription(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          name,
          status,
          spec,
          info,
          id,
          metric,
          vectorType,
          dimension,
          host,
          privateHost,
          deletionProtection,
          tags,
          embed,
          readCapacityStatus,
          schema,
          sourceBackupId,
          cmekId);
    }
  }
}
