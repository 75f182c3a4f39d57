package io.pinelink.server;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;

/**
 * What an {@link EmbeddedPinecone} embeds texts with, in place of the service's models. The default
 * is a {@link HashingEmbedder}; {@link EmbeddedPineconeBuilder#embedder} takes another, such as one
 * that runs a real model.
 *
 * <p>It is called from the server's threads, several at once.
 */
@FunctionalInterface
public interface TextEmbedder {
  /**
   * Embeds one text.
   *
   * @return what the text says it wants: dense values, exactly as many as its dimension and not all
   *     zero, or sparse values. Anything else makes the server answer 500, as does a failure.
   */
  Embedding embed(Text text);

  /**
   * A text to embed, already cut to the length that the model reads.
   *
   * @param text the text itself
   * @param model the name of the hosted model that is asked for
   * @param vectorType dense or sparse
   * @param dimension how many dense values are wanted; 0 for sparse ones
   * @param inputType what the text is for
   */
  record Text(
      String text, String model, VectorType vectorType, int dimension, InputType inputType) {}
}
