package io.pinelink.inference;

import io.pinelink.model.Response;
import java.util.List;

/** Hosted models. */
public sealed interface ListModelsResponse extends Response
    permits InferenceBridge.ListModelsResult {
  /** Returns the models, in the service's order. */
  List<ModelInfo> models();
}
