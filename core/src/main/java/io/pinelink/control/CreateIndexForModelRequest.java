package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import java.util.Arrays;
import java.util.List;
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
public final class CreateIndexForModelRequest extends NewIndex<CreateIndexForModelRequest.Builder> {

  private CreateIndexForModelRequest(Builder builder) {
    super(builder);
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

  public Cloud cloud() {
    return settings.cloud;
  }

  public String region() {
    return settings.region;
  }

  public String model() {
    return settings.model;
  }

  public String textField() {
    return settings.textField;
  }

  public Optional<Metric> metric() {
    return Optional.ofNullable(settings.metric);
  }

  public OptionalInt dimension() {
    return settings.dimension == null ? OptionalInt.empty() : OptionalInt.of(settings.dimension);
  }

  public Fields readParameters() {
    return settings.readParameters;
  }

  public Fields writeParameters() {
    return settings.writeParameters;
  }

  public Optional<MetadataSchema> schema() {
    return Optional.ofNullable(settings.schema);
  }

  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(settings.readCapacity);
  }

  @Override
  public String toString() {
    return "CreateIndexForModelRequest[" + settings.name + ", " + settings.model + "]";
  }

  /** Builds a {@link CreateIndexForModelRequest}. */
  public static final class Builder extends NewIndex.Builder<Builder> {
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

    private Builder(String name, Cloud cloud, String region, String model, String textField) {
      super(name);
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

    /** Builds the request. */
    public CreateIndexForModelRequest build() {
      return new CreateIndexForModelRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          name,
          cloud,
          region,
          model,
          textField,
          metric,
          dimension,
          readParameters,
          writeParameters,
          schema,
          readCapacity,
          deletionProtection,
          tags);
    }
  }
}
