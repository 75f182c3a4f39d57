package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts to embed.
 *
 * <pre>{@code
 * EmbedRequest.texts("multilingual-e5-large", "Tere hommikust")
 *     .inputType(InputType.PASSAGE)
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: embed, API version 2026-04.
 */
public final class EmbedRequest {
  private final String model;
  private final List<String> texts;
  private final Fields parameters;

  private EmbedRequest(Builder builder) {
    this.model = builder.model;
    this.texts = builder.texts;
    this.parameters = builder.parameters.build();
  }

  /**
   * Begins with texts and who embeds them.
   *
   * @param model the name of a hosted model
   * @param texts at least one; the models known today take at most 96 ({@link
   *     ModelInfo#maxBatchSize()})
   */
  public static Builder texts(String model, String... texts) {
    return texts(model, List.of(texts));
  }

  /** As {@link #texts(String, String...)}. */
  public static Builder texts(String model, List<String> texts) {
    return new Builder(model, texts);
  }

  /** The name of the model. */
  public String model() {
    return model;
  }

  /** The texts, in the order in which the embeddings come. */
  public List<String> texts() {
    return texts;
  }

  /** What the model is told besides. */
  public Fields parameters() {
    return parameters;
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    return new Builder(model, texts).parameters(parameters);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbedRequest that
        && that.model.equals(model)
        && that.texts.equals(texts)
        && that.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, texts, parameters);
  }

  /** The model and how many texts there are, not which. */
  @Override
  public String toString() {
    return "EmbedRequest[" + model + ", texts " + texts.size() + "]";
  }

  /** Builds an {@link EmbedRequest}. */
  public static final class Builder {
    private final String model;
    private final List<String> texts;
    private final Parameters parameters = new Parameters();

    private Builder(String model, List<String> texts) {
      this.model = Check.notBlank("model", model);
      this.texts = List.copyOf(texts);
      if (this.texts.isEmpty()) {
        throw new IllegalArgumentException("texts are empty, expected at least one");
      }
    }

    /** What the texts are for. Default: the model's, but most models want to be told. */
    public Builder inputType(InputType inputType) {
      parameters.put("input_type", inputType.value());
      return this;
    }

    /** What becomes of a text that is too long. Default: the model's, mostly its end is cut. */
    public Builder truncate(Truncate truncate) {
      parameters.put("truncate", truncate.value());
      return this;
    }

    /**
     * How many values an embedding has, for a model with several sizes ({@link
     * ModelInfo#supportedDimensions()}); 1 to 20,000. Default: the model's.
     */
    public Builder dimension(int dimension) {
      parameters.put(
          "dimension", (double) Check.range("dimension", dimension, 1, Check.MAX_DIMENSION));
      return this;
    }

    /**
     * Adds parameters of the model by the service's names ({@link ModelInfo#parameters()}); a name
     * that is given again replaces the first. Default: none.
     */
    public Builder parameters(Fields parameters) {
      this.parameters.putAll(parameters);
      return this;
    }

    /** The request. */
    public EmbedRequest build() {
      return new EmbedRequest(this);
    }
  }
}
