package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Metric;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import java.util.Arrays;
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
public final class ModelInfo extends Built<ModelInfo.Builder> implements Response {

  private ModelInfo(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a description. All other values are optional in the service's responses.
   */
  public static Builder builder(String model, ModelType type, ResponseInfo info) {
    Objects.requireNonNull(model, "model is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(info, "info is null");
    return new Builder(model, type, info);
  }

  /** Returns the name to use in requests. */
  public String model() {
    return settings.model;
  }

  /** Returns the model's task. */
  public ModelType type() {
    return settings.type;
  }

  /** Returns a description in one sentence; empty if the service did not report it. */
  public String description() {
    return settings.description;
  }

  /** Returns the parameters that the model accepts. */
  public List<SupportedParameter> parameters() {
    return settings.parameters;
  }

  /** Returns the type of the model's vectors; empty for a model that does not embed. */
  public Optional<VectorType> vectorType() {
    return Optional.ofNullable(settings.vectorType);
  }

  /**
   * Returns the default dimension of the embeddings, 1 to 20,000; empty if the service did not
   * report it.
   */
  public OptionalInt defaultDimension() {
    return settings.defaultDimension == null
        ? OptionalInt.empty()
        : OptionalInt.of(settings.defaultDimension);
  }

  /** Returns the kind of input, such as {@code text}; empty if the service did not report it. */
  public Optional<String> modality() {
    return Optional.ofNullable(settings.modality);
  }

  /**
   * Returns the maximum number of tokens read from one input; empty if the service did not report
   * it.
   */
  public OptionalInt maxSequenceLength() {
    return settings.maxSequenceLength == null
        ? OptionalInt.empty()
        : OptionalInt.of(settings.maxSequenceLength);
  }

  /** Returns the maximum number of inputs in a request; empty if the service did not report it. */
  public OptionalInt maxBatchSize() {
    return settings.maxBatchSize == null
        ? OptionalInt.empty()
        : OptionalInt.of(settings.maxBatchSize);
  }

  /** Returns the provider of the model; empty if the service did not report it. */
  public Optional<String> provider() {
    return Optional.ofNullable(settings.provider);
  }

  /** Returns the dimensions to choose from; empty for a model with one dimension, or with none. */
  public List<Integer> supportedDimensions() {
    return settings.supportedDimensions;
  }

  /**
   * Returns the index metrics that fit the model's embeddings; empty if the service did not report
   * them.
   */
  public List<Metric> supportedMetrics() {
    return settings.supportedMetrics;
  }

  /** Returns the info of the response that described the model. */
  @Override
  public ResponseInfo info() {
    return settings.info;
  }

  @Override
  public String toString() {
    return "ModelInfo[" + settings.model + ", " + settings.type + "]";
  }

  /**
   * Builds a {@link ModelInfo}. A method sets what the method of the same name returns; what is not
   * set was not reported.
   */
  public static final class Builder extends Settings {
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

    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description is null");
      return this;
    }

    public Builder parameters(List<SupportedParameter> parameters) {
      this.parameters = Check.copy("parameters", parameters);
      return this;
    }

    public Builder vectorType(VectorType vectorType) {
      this.vectorType = Objects.requireNonNull(vectorType, "vectorType is null");
      return this;
    }

    public Builder defaultDimension(int defaultDimension) {
      this.defaultDimension = defaultDimension;
      return this;
    }

    public Builder modality(String modality) {
      this.modality = Objects.requireNonNull(modality, "modality is null");
      return this;
    }

    public Builder maxSequenceLength(int maxSequenceLength) {
      this.maxSequenceLength = maxSequenceLength;
      return this;
    }

    public Builder maxBatchSize(int maxBatchSize) {
      this.maxBatchSize = maxBatchSize;
      return this;
    }

    public Builder provider(String provider) {
      this.provider = Objects.requireNonNull(provider, "provider is null");
      return this;
    }

    public Builder supportedDimensions(List<Integer> supportedDimensions) {
      this.supportedDimensions = Check.copy("supportedDimensions", supportedDimensions);
      return this;
    }

    public Builder supportedMetrics(List<Metric> supportedMetrics) {
      this.supportedMetrics = Check.copy("supportedMetrics", supportedMetrics);
      return this;
    }

    /** Builds the description. */
    public ModelInfo build() {
      return new ModelInfo(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          model,
          type,
          description,
          parameters,
          vectorType,
          defaultDimension,
          modality,
          maxSequenceLength,
          maxBatchSize,
          provider,
          supportedDimensions,
          supportedMetrics,
          info);
    }
  }
}
