package io.pinelink.internal.response;

import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.ImportStatus;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Creates the responses about imports. For transports, and for tests that stand in for them. */
public final class ImportResponses {
  private ImportResponses() {}

  /** Creates the description of an import. */
  public static ImportDescription description(
      String id,
      String uri,
      ImportStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> finishedAt,
      double percentComplete,
      long recordsImported,
      Optional<String> error,
      ResponseInfo info) {
    return new ImportResult(
        id, uri, status, createdAt, finishedAt, percentComplete, recordsImported, error, info);
  }

  /** Creates the response to a started import. */
  public static StartImportResponse start(String id, ResponseInfo info) {
    return new StartImportResult(id, info);
  }

  /** A {@link ImportDescription}. */
  public record ImportResult(
      String id,
      String uri,
      ImportStatus status,
      Optional<Instant> createdAt,
      Optional<Instant> finishedAt,
      double percentComplete,
      long recordsImported,
      Optional<String> error,
      ResponseInfo info)
      implements ImportDescription {
    /** Treats an empty error as none. */
    public ImportResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(uri, "uri is null");
      Objects.requireNonNull(status, "status is null");
      Objects.requireNonNull(createdAt, "createdAt is null");
      Objects.requireNonNull(finishedAt, "finishedAt is null");
      Objects.requireNonNull(info, "info is null");
      error = error.filter(text -> !text.isBlank());
    }
  }

  /** A {@link StartImportResponse}. */
  public record StartImportResult(String id, ResponseInfo info) implements StartImportResponse {
    /** Checks that no part is null. */
    public StartImportResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(info, "info is null");
    }
  }
}
