package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A request to embed texts.
 *
 * <pre>{@code
 * EmbedRequest.builder("multilingual-e5-large", "Tere hommikust")
 *     .inputType(InputType.PASSAGE)
 *     .build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: embed, API version 2026-04.
 */
public final class EmbedRequest extends Built<EmbedRequest.Builder> {

  private EmbedRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder with a model and texts.
   *
   * @param model the name of a hosted model
   * @param texts at least one; the currently known models accept at most 96 ({@link
   *     ModelInfo#maxBatchSize()})
   */
  public static Builder builder(String model, String... texts) {
    return builder(model, Check.copy("texts", texts));
  }

  /** Creates a builder with a model and texts, as {@link #builder(String, String...)} does. */
  public static Builder builder(String model, List<String> texts) {
    Objects.requireNonNull(texts, "texts is null");
    return new Builder(model, texts);
  }

  public String model() {
    return settings.model;
  }

  public List<String> texts() {
    return settings.texts;
  }

  public Fields parameters() {
    return settings.parameters;
  }

  /** Returns the model and the number of texts, not the texts. */
  @Override
  public String toString() {
    return "EmbedRequest[" + settings.model + ", texts " + settings.texts.size() + "]";
  }

  /** Builds an {@link EmbedRequest}. */
  public static final class Builder extends Settings {
    private final String model;
    private final List<String> texts;
    private Fields parameters = Fields.empty();

    private Builder(String model, List<String> texts) {
      this.model = Check.notBlank("model", model);
      this.texts = List.copyOf(texts);
      if (this.texts.isEmpty()) {
        throw new IllegalArgumentException("texts are empty, expected at least one");
      }
    }

    /** Sets the purpose of the texts. Default: the model's, but most models require one. */
    public Builder inputType(InputType inputType) {
      this.parameters = Parameters.with(parameters, "input_type", inputType.value());
      return this;
    }

    /**
     * Sets how texts that are too long are truncated. Default: the model's, which is usually to cut
     * the end.
     */
    public Builder truncate(Truncate truncate) {
      this.parameters = Parameters.with(parameters, "truncate", truncate.value());
      return this;
    }

    /**
     * Sets the dimension of the embeddings, for a model that supports several ({@link
     * ModelInfo#supportedDimensions()}); 1 to 20,000. Default: the model's.
     */
    public Builder dimension(int dimension) {
      this.parameters =
          Parameters.with(
              parameters,
              "dimension",
              (double) Check.range("dimension", dimension, 1, Check.MAX_DIMENSION));
      return this;
    }

    /**
     * Adds model parameters by the service's names ({@link ModelInfo#parameters()}); setting a name
     * again replaces its value. Default: none.
     */
    public Builder parameters(Fields parameters) {
      this.parameters = Parameters.with(this.parameters, parameters.asMap());
      return this;
    }

    /** Builds the request. */
    public EmbedRequest build() {
      return new EmbedRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(model, texts, parameters);
    }
  }
}
