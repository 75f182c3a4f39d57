package io.pinelink.inference;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * Hosted models.
 *
 * @param models the models, in the service's order
 */
public record ListModelsResponse(List<ModelInfo> models, ResponseInfo info) implements Response {
  /** Copies the list. */
  public ListModelsResponse {
    models = List.copyOf(models);
  }
}
