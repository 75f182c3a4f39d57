package io.pinelink.testing;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the embedder do the work of a hosted model, within that model's rules. */
final class Embeddings {
  private final TextEmbedder embedder;

  Embeddings(TextEmbedder embedder) {
    this.embedder = embedder;
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
    TextEmbedder.Text wanted =
        new TextEmbedder.Text(
            read,
            model.name(),
            isSparse(model) ? VectorType.SPARSE : VectorType.DENSE,
            parameters.number("dimension", model.defaultDimension()),
            new InputType(parameters.text("input_type", InputType.PASSAGE.value())));
    Embedding embedding = embedder.embed(wanted);
    if (embedding.dimension() != wanted.dimension()) {
      throw new IllegalStateException(
          embedder
              + " made "
              + embedding.dimension()
              + " dense values for "
              + model.name()
              + ", expected "
              + wanted.dimension());
    }
    return new Embedded(embedding, Words.count(read));
  }

  static boolean isSparse(HostedModel model) {
    return model.kind() == HostedModel.Kind.SPARSE;
  }
}
