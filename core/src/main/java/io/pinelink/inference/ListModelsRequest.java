package io.pinelink.inference;

import io.pinelink.model.VectorType;
import org.jspecify.annotations.Nullable;

/**
 * Which hosted models to list.
 *
 * @param type what they do; null for anything
 * @param vectorType what they make of texts; null for either
 */
public record ListModelsRequest(@Nullable ModelType type, @Nullable VectorType vectorType) {
  /** Every model. */
  public static ListModelsRequest all() {
    return new ListModelsRequest(null, null);
  }

  /** The models that do one thing. */
  public static ListModelsRequest of(ModelType type) {
    return new ListModelsRequest(type, null);
  }

  /** The models that embed texts as vectors of one type. */
  public static ListModelsRequest embedding(VectorType vectorType) {
    return new ListModelsRequest(ModelType.EMBED, vectorType);
  }
}
