package io.pinelink.server.internal.inference;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import io.pinelink.server.internal.store.SparsePart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An embedder that emulates the hosted models and enforces their limits.
 *
 * @param name the name of the embedder, for messages
 */
public record ModelEmbedder(EmbedFunction embedder, String name) {
  /**
   * An embedding with its token usage.
   *
   * @param tokens the number of words that were read
   */
  public record Embedded(Embedding embedding, int tokens) {
    public float[] values() {
      return embedding.values();
    }

    public @Nullable SparsePart sparse() {
      return embedding
          .sparseValues()
          .map(sparse -> SparsePart.of(sparse.indices(), sparse.values()))
          .orElse(null);
    }
  }

  /** Embeds a text with the given parameters of the model. */
  public Embedded embed(
      HostedModel model, Map<String, ? extends @Nullable Object> given, String text) {
    return embed(model, ModelParameters.of(model, given), text);
  }

  /** Embeds a text with parameters that are already checked. */
  public Embedded embed(HostedModel model, ModelParameters parameters, String text) {
    String read = parameters.cut(text, model.maxSequenceLength());
    int dimension = parameters.number("dimension", model.defaultDimension());
    Embedding embedding =
        embedder.embed(
            read,
            model.name(),
            isSparse(model) ? VectorType.SPARSE : VectorType.DENSE,
            dimension,
            new InputType(parameters.text("input_type", InputType.PASSAGE.value())));
    if (embedding.dimension() != dimension) {
      throw new IllegalStateException(
          "%s returned %s dense values for %s, expected %s"
              .formatted(name, embedding.dimension(), model.name(), dimension));
    }
    return new Embedded(embedding, WordTokenizer.count(read));
  }

  static boolean isSparse(HostedModel model) {
    return model.kind() == HostedModel.Kind.SPARSE;
  }
}
