package io.pinelink.server.internal.inference;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;

/** A function that embeds texts, which are already cut to the model's maximum length. */
@FunctionalInterface
public interface EmbedFunction {
  /**
   * Embeds one text.
   *
   * @param model the name of the requested hosted model
   * @param dimension the number of dense values; 0 for sparse values
   */
  Embedding embed(
      String text, String model, VectorType vectorType, int dimension, InputType inputType);
}
