package io.pinelink.inference;

import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * Hosted models.
 *
 * @param models in the service's order
 */
public record ModelList(List<ModelInfo> models, ResponseInfo info) {
  /** Copies the list. */
  public ModelList {
    models = List.copyOf(models);
  }
}
