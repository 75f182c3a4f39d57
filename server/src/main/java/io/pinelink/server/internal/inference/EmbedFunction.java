package io.pinelink.server.internal.inference;

import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;

/** Makes a vector of a text that has the length which the model reads. */
@FunctionalInterface
public interface EmbedFunction {
  /**
   * Embeds one text.
   *
   * @param model the name of the hosted model that is asked for
   * @param dimension how many dense values are wanted; 0 for sparse ones
   */
  Embedding embed(
      String text, String model, VectorType vectorType, int dimension, InputType inputType);
}
