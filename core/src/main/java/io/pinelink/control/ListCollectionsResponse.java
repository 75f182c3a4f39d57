package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * All collections of the project.
 *
 * @param collections the collections, in the service's order
 */
public record ListCollectionsResponse(List<CollectionDescription> collections, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListCollectionsResponse {
    Objects.requireNonNull(info, "info");
    collections = Check.copy("collections", collections);
  }
}
