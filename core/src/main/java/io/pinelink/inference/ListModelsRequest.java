package io.pinelink.inference;

import io.pinelink.model.VectorType;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for hosted models.
 *
 * @param type the models' task; empty for any
 * @param vectorType the type of the models' vectors; empty for either
 */
public record ListModelsRequest(Optional<ModelType> type, Optional<VectorType> vectorType) {
  /** Checks that no part is null. */
  public ListModelsRequest {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(vectorType, "vectorType is null");
  }

  /** Returns a request for all models. */
  public static ListModelsRequest all() {
    return new ListModelsRequest(Optional.empty(), Optional.empty());
  }

  /** Returns a request for the models with one task. */
  public static ListModelsRequest of(ModelType type) {
    Objects.requireNonNull(type, "type is null");
    return new ListModelsRequest(Optional.of(type), Optional.empty());
  }

  /** Returns a request for the models that embed texts as vectors of one type. */
  public static ListModelsRequest embedding(VectorType vectorType) {
    Objects.requireNonNull(vectorType, "vectorType is null");
    return new ListModelsRequest(Optional.of(ModelType.EMBED), Optional.of(vectorType));
  }
}
