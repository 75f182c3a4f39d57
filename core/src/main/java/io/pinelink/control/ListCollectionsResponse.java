package io.pinelink.control;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * All collections of the project.
 *
 * @param collections the collections, in the service's order
 */
public record ListCollectionsResponse(List<CollectionDescription> collections, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListCollectionsResponse {
    collections = List.copyOf(collections);
  }
}
