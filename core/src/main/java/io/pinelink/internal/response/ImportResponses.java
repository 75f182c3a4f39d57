package io.pinelink.internal.response;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/** The records behind the responses about imports. */
public final class ImportResponses {
  private ImportResponses() {}

  public record ImportResult(
      String id,
      String uri,
      JobStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> finishedAt,
      double percentComplete,
      long recordsImported,
      Optional<String> error,
      ResponseInfo info)
      implements ImportDescription {
    /** Treats an empty error as none. */
    public ImportResult {
      error = error.filter(text -> !text.isBlank());
    }
  }

  public record StartImportResult(String id, ResponseInfo info) implements StartImportResponse {}
}
