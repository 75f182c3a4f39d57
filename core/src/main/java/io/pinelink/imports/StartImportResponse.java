package io.pinelink.imports;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/**
 * The response to a started import.
 *
 * @param id the service's id of the import
 */
public record StartImportResponse(String id, ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public StartImportResponse {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(info, "info");
  }
}
