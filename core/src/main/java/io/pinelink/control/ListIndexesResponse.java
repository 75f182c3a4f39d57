package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * All indexes of the project.
 *
 * @param indexes the indexes, in the service's order
 */
public record ListIndexesResponse(List<IndexDescription> indexes, ResponseInfo info)
    implements Response {
  /** Copies the list. */
  public ListIndexesResponse {
    Objects.requireNonNull(info, "info");
    indexes = Check.copy("indexes", indexes);
  }
}
