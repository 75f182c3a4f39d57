package io.pinelink.inference;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * Hosted models.
 *
 * @param models the models, in the service's order
 */
public record ListModelsResponse(List<ModelInfo> models, ResponseInfo info) implements Response {
  /** Copies the list. */
  public ListModelsResponse {
    Objects.requireNonNull(info, "info");
    models = Check.copy("models", models);
  }
}
