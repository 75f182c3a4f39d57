package io.pinelink.server;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import java.util.Objects;

/**
 * A function that embeds texts in an {@link EmbeddedPinecone}, in place of the service's models.
 * The default is a {@link HashingEmbedder}; {@link EmbeddedPineconeBuilder#embedder} sets another,
 * such as one that runs a real model.
 *
 * <p>The server's threads call it concurrently.
 */
@FunctionalInterface
public interface TextEmbedder {
  /**
   * Embeds one text.
   *
   * @return values of the requested vector type: dense values, exactly as many as the dimension and
   *     not all zero, or sparse values. For any other result, and for an exception, the server
   *     responds with 500.
   */
  Embedding embed(Text text);

  /**
   * A text to embed, already cut to the length that the model reads.
   *
   * @param text the text itself
   * @param model the name of the requested hosted model
   * @param vectorType dense or sparse
   * @param dimension the number of dense values; 0 for sparse values
   * @param inputType the purpose of the text
   */
  record Text(
      String text, String model, VectorType vectorType, int dimension, InputType inputType) {
    /** Checks that no part is null. */
    public Text {
      Objects.requireNonNull(text, "text is null");
      Objects.requireNonNull(model, "model is null");
      Objects.requireNonNull(vectorType, "vectorType is null");
      Objects.requireNonNull(inputType, "inputType is null");
    }
  }
}
