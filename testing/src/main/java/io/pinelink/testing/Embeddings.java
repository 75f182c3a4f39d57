package io.pinelink.testing;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import io.pinelink.server.internal.store.SparsePart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the embedder do the work of a hosted model, within that model's rules. */
final class Embeddings {
  private final Embedder embedder;
  private final String name;

  /**
   * @param name the embedder's, for messages
   */
  Embeddings(Embedder embedder, String name) {
    this.embedder = embedder;
    this.name = name;
  }

  /**
   * An embedding, and what it cost.
   *
   * @param tokens how many words were read
   */
  record Embedded(Embedding embedding, int tokens) {
    float[] values() {
      return embedding.values();
    }

    @Nullable SparsePart sparse() {
      return embedding
          .sparseValues()
          .map(sparse -> SparsePart.of(sparse.indices(), sparse.values()))
          .orElse(null);
    }
  }

  /** Embeds a text as the model is told to. */
  Embedded embed(HostedModel model, Map<String, ? extends @Nullable Object> told, String text) {
    return embed(model, ModelParameters.of(model, told), text);
  }

  /** As the other, with parameters that were checked before. */
  Embedded embed(HostedModel model, ModelParameters parameters, String text) {
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
          name
              + " made "
              + embedding.dimension()
              + " dense values for "
              + model.name()
              + ", expected "
              + dimension);
    }
    return new Embedded(embedding, Words.count(read));
  }

  static boolean isSparse(HostedModel model) {
    return model.kind() == HostedModel.Kind.SPARSE;
  }
}
