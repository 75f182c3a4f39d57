package io.pinelink.inference;

import io.pinelink.model.VectorType;
import java.util.Optional;

/**
 * Which hosted models to list.
 *
 * @param type what they do; empty for anything
 * @param vectorType what they make of texts; empty for either
 */
public record ListModelsRequest(Optional<ModelType> type, Optional<VectorType> vectorType) {
  /** Every model. */
  public static ListModelsRequest all() {
    return new ListModelsRequest(Optional.empty(), Optional.empty());
  }

  /** The models that do one thing. */
  public static ListModelsRequest of(ModelType type) {
    return new ListModelsRequest(Optional.of(type), Optional.empty());
  }

  /** The models that embed texts as vectors of one type. */
  public static ListModelsRequest embedding(VectorType vectorType) {
    return new ListModelsRequest(Optional.of(ModelType.EMBED), Optional.of(vectorType));
  }
}
