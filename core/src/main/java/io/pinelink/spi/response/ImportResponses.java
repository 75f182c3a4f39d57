package io.pinelink.spi.response;

import io.pinelink.imports.ImportBridge;
import io.pinelink.imports.ImportDescription;
import io.pinelink.imports.ImportStatus;
import io.pinelink.imports.StartImportResponse;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/** Creates the responses about imports. For transports, and for tests that stand in for them. */
public final class ImportResponses extends ImportBridge {
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
}
