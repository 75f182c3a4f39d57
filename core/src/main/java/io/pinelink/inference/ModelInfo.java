package io.pinelink.inference;

import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A hosted model as the service describes it.
 *
 * <p>Immutable and thread-safe. Source: ModelInfo, API version 2026-04.
 */
public final class ModelInfo {
  private final String model;
  private final ModelType type;
  private final String description;
  private final List<SupportedParameter> parameters;
  private final @Nullable VectorType vectorType;
  private final @Nullable Integer defaultDimension;
  private final @Nullable String modality;
  private final @Nullable Integer maxSequenceLength;
  private final @Nullable Integer maxBatchSize;
  private final @Nullable String provider;
  private final List<Integer> supportedDimensions;
  private final List<Metric> supportedMetrics;
  private final ResponseInfo info;

  private ModelInfo(Builder builder) {
    this.model = builder.model;
    this.type = builder.type;
    this.info = builder.info;
    this.description = builder.description;
    this.parameters = builder.parameters;
    this.vectorType = builder.vectorType;
    this.defaultDimension = builder.defaultDimension;
    this.modality = builder.modality;
    this.maxSequenceLength = builder.maxSequenceLength;
    this.maxBatchSize = builder.maxBatchSize;
    this.provider = builder.provider;
    this.supportedDimensions = builder.supportedDimensions;
    this.supportedMetrics = builder.supportedMetrics;
  }

  /** Begins a description; the rest is optional in the service's answers. */
  public static Builder builder(String model, ModelType type, ResponseInfo info) {
    return new Builder(model, type, info);
  }

  /** The name, to be used in requests. */
  public String model() {
    return model;
  }

  /** What it does. */
  public ModelType type() {
    return type;
  }

  /** What it is, in a sentence; empty if the service did not say. */
  public String description() {
    return description;
  }

  /** The parameters that it takes. */
  public List<SupportedParameter> parameters() {
    return parameters;
  }

  /** What it makes of a text; empty for a model that does not embed. */
  public Optional<VectorType> vectorType() {
    return Optional.ofNullable(vectorType);
  }

  /**
   * How many values an embedding has unless told otherwise, 1 to 20,000; empty if the service did
   * not say.
   */
  public OptionalInt defaultDimension() {
    return defaultDimension == null ? OptionalInt.empty() : OptionalInt.of(defaultDimension);
  }

  /** What it reads, such as {@code text}; empty if the service did not say. */
  public Optional<String> modality() {
    return Optional.ofNullable(modality);
  }

  /** How many tokens it reads of one input; empty if the service did not say. */
  public OptionalInt maxSequenceLength() {
    return maxSequenceLength == null ? OptionalInt.empty() : OptionalInt.of(maxSequenceLength);
  }

  /** How many inputs one request takes; empty if the service did not say. */
  public OptionalInt maxBatchSize() {
    return maxBatchSize == null ? OptionalInt.empty() : OptionalInt.of(maxBatchSize);
  }

  /** Who made it; empty if the service did not say. */
  public Optional<String> provider() {
    return Optional.ofNullable(provider);
  }

  /** The dimensions to choose from; empty for a model with one dimension, or with none. */
  public List<Integer> supportedDimensions() {
    return supportedDimensions;
  }

  /** The metrics of an index that fit its embeddings; empty if the service did not say. */
  public List<Metric> supportedMetrics() {
    return supportedMetrics;
  }

  /** How the response came about in which this stood. */
  public ResponseInfo info() {
    return info;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelInfo that
        && that.model.equals(model)
        && that.type.equals(type)
        && that.description.equals(description)
        && that.parameters.equals(parameters)
        && Objects.equals(that.vectorType, vectorType)
        && Objects.equals(that.defaultDimension, defaultDimension)
        && Objects.equals(that.modality, modality)
        && Objects.equals(that.maxSequenceLength, maxSequenceLength)
        && Objects.equals(that.maxBatchSize, maxBatchSize)
        && Objects.equals(that.provider, provider)
        && that.supportedDimensions.equals(supportedDimensions)
        && that.supportedMetrics.equals(supportedMetrics)
        && that.info.equals(info);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, type, info);
  }

  @Override
  public String toString() {
    return "ModelInfo[" + model + ", " + type + "]";
  }

  /** Builds a {@link ModelInfo}. */
  public static final class Builder {
    private final String model;
    private final ModelType type;
    private final ResponseInfo info;
    private String description = "";
    private List<SupportedParameter> parameters = List.of();
    private @Nullable VectorType vectorType;
    private @Nullable Integer defaultDimension;
    private @Nullable String modality;
    private @Nullable Integer maxSequenceLength;
    private @Nullable Integer maxBatchSize;
    private @Nullable String provider;
    private List<Integer> supportedDimensions = List.of();
    private List<Metric> supportedMetrics = List.of();

    private Builder(String model, ModelType type, ResponseInfo info) {
      this.model = model;
      this.type = type;
      this.info = info;
    }

    /** What it is, in a sentence. Default: empty. */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /** The parameters that it takes. Default: none. */
    public Builder parameters(List<SupportedParameter> parameters) {
      this.parameters = List.copyOf(parameters);
      return this;
    }

    /** What it makes of a text. Default: not said. */
    public Builder vectorType(VectorType vectorType) {
      this.vectorType = vectorType;
      return this;
    }

    /** How many values an embedding has unless told otherwise. Default: not said. */
    public Builder defaultDimension(int defaultDimension) {
      this.defaultDimension = defaultDimension;
      return this;
    }

    /** What it reads. Default: not said. */
    public Builder modality(String modality) {
      this.modality = modality;
      return this;
    }

    /** How many tokens it reads of one input. Default: not said. */
    public Builder maxSequenceLength(int maxSequenceLength) {
      this.maxSequenceLength = maxSequenceLength;
      return this;
    }

    /** How many inputs one request takes. Default: not said. */
    public Builder maxBatchSize(int maxBatchSize) {
      this.maxBatchSize = maxBatchSize;
      return this;
    }

    /** Who made it. Default: not said. */
    public Builder provider(String provider) {
      this.provider = provider;
      return this;
    }

    /** The dimensions to choose from. Default: none. */
    public Builder supportedDimensions(List<Integer> supportedDimensions) {
      this.supportedDimensions = List.copyOf(supportedDimensions);
      return this;
    }

    /** The metrics of an index that fit its embeddings. Default: none. */
    public Builder supportedMetrics(List<Metric> supportedMetrics) {
      this.supportedMetrics = List.copyOf(supportedMetrics);
      return this;
    }

    /** The description. */
    public ModelInfo build() {
      return new ModelInfo(this);
    }
  }
}
