package io.pinelink.imports;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to a cancellation of an import. The import was cancelled, or had already ended. */
public record CancelImportResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public CancelImportResponse {
    Objects.requireNonNull(info, "info");
  }
}
