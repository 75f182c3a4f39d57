package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index with integrated embedding: the service embeds its records with a
 * hosted model.
 *
 * <pre>{@code
 * CreateIndexForModelRequest.builder(
 *         "docs", Cloud.AWS, "us-east-1", "multilingual-e5-large", "chunk_text")
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: createIndexForModel, API version 2026-04.
 */
public final class CreateIndexForModelRequest {
  private final String name;
  private final Cloud cloud;
  private final String region;
  private final String model;
  private final String textField;
  private final @Nullable Metric metric;
  private final @Nullable Integer dimension;
  private final Fields readParameters;
  private final Fields writeParameters;
  private final @Nullable MetadataSchema schema;
  private final @Nullable ReadCapacity readCapacity;
  private final boolean deletionProtection;
  private final Map<String, String> tags;

  private CreateIndexForModelRequest(Builder builder) {
    this.name = builder.name;
    this.cloud = builder.cloud;
    this.region = builder.region;
    this.model = builder.model;
    this.textField = builder.textField;
    this.metric = builder.metric;
    this.dimension = builder.dimension;
    this.readParameters = builder.readParameters;
    this.writeParameters = builder.writeParameters;
    this.schema = builder.schema;
    this.readCapacity = builder.readCapacity;
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
  }

  /**
   * Creates a builder for a serverless index.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param cloud the cloud, such as {@link Cloud#AWS}
   * @param region the cloud's name of the region, such as {@code us-east-1}
   * @param model the hosted model, such as {@code multilingual-e5-large}
   * @param textField the record field whose text is embedded
   */
  public static Builder builder(
      String name, Cloud cloud, String region, String model, String textField) {
    return new Builder(name, cloud, region, model, textField);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the cloud. */
  public Cloud cloud() {
    return cloud;
  }

  /** Returns the region. */
  public String region() {
    return region;
  }

  /** Returns the hosted model. */
  public String model() {
    return model;
  }

  /** Returns the record field whose text is embedded. */
  public String textField() {
    return textField;
  }

  /** Returns the metric; empty for the model's default. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(metric);
  }

  /** Returns the dimension of the vectors; empty for the model's default. */
  public OptionalInt dimension() {
    return dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension);
  }

  /**
   * Returns the model's parameters for embedding queries; without fields for the model's defaults.
   */
  public Fields readParameters() {
    return readParameters;
  }

  /**
   * Returns the model's parameters for embedding records; without fields for the model's defaults.
   */
  public Fields writeParameters() {
    return writeParameters;
  }

  /** Returns the metadata fields that filters can use; empty for all fields. */
  public Optional<MetadataSchema> schema() {
    return Optional.ofNullable(schema);
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
    Builder builder = new Builder(name, cloud, region, model, textField);
    builder.metric = metric;
    builder.dimension = dimension;
    builder.readParameters = readParameters;
    builder.writeParameters = writeParameters;
    builder.schema = schema;
    builder.readCapacity = readCapacity;
    builder.deletionProtection = deletionProtection;
    builder.tags.putAll(tags);
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateIndexForModelRequest that
        && that.name.equals(name)
        && that.cloud.equals(cloud)
        && that.region.equals(region)
        && that.model.equals(model)
        && that.textField.equals(textField)
        && Objects.equals(that.metric, metric)
        && Objects.equals(that.dimension, dimension)
        && that.readParameters.equals(readParameters)
        && that.writeParameters.equals(writeParameters)
        && Objects.equals(that.schema, schema)
        && Objects.equals(that.readCapacity, readCapacity)
        && that.deletionProtection == deletionProtection
        && that.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, cloud, region, model, textField);
  }

  @Override
  public String toString() {
    return "CreateIndexForModelRequest[" + name + ", " + model + "]";
  }

  /** Builds a {@link CreateIndexForModelRequest}. */
  public static final class Builder {
    private final String name;
    private final Cloud cloud;
    private final String region;
    private final String model;
    private final String textField;
    private @Nullable Metric metric;
    private @Nullable Integer dimension;
    private Fields readParameters = Fields.empty();
    private Fields writeParameters = Fields.empty();
    private @Nullable MetadataSchema schema;
    private @Nullable ReadCapacity readCapacity;
    private boolean deletionProtection;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder(String name, Cloud cloud, String region, String model, String textField) {
      this.name = Check.resourceName("index", name);
      this.cloud = Objects.requireNonNull(cloud, "cloud is null");
      this.region = Check.notBlank("region", region);
      this.model = Check.notBlank("model", model);
      this.textField = Check.notBlank("textField", textField);
    }

    /** Sets the metric, which cannot be changed later. Default: the model's. */
    public Builder metric(Metric metric) {
      this.metric = Objects.requireNonNull(metric, "metric is null");
      return this;
    }

    /**
     * Sets the dimension of the vectors, 1 to 20,000, for a model that supports several. Default:
     * the model's.
     */
    public Builder dimension(int dimension) {
      this.dimension = Check.range("dimension", dimension, 1, Check.MAX_DIMENSION);
      return this;
    }

    /** Sets the model's parameters for embedding queries. Default: the model's. */
    public Builder readParameters(Fields parameters) {
      this.readParameters = Objects.requireNonNull(parameters, "parameters is null");
      return this;
    }

    /** Sets the model's parameters for embedding records. Default: the model's. */
    public Builder writeParameters(Fields parameters) {
      this.writeParameters = Objects.requireNonNull(parameters, "parameters is null");
      return this;
    }

    /** Sets the metadata fields that filters can use. Default: all fields. */
    public Builder schema(MetadataSchema schema) {
      this.schema = Objects.requireNonNull(schema, "schema is null");
      return this;
    }

    /**
     * Sets the read capacity. Default: on-demand capacity.
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
    public CreateIndexForModelRequest build() {
      return new CreateIndexForModelRequest(this);
    }
  }
}
