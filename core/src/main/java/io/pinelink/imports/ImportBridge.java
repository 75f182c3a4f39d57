package io.pinelink.imports;

import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.ImportResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class ImportBridge {
  /** For the SPI. */
  protected ImportBridge() {}

  /** A {@link ImportDescription}. */
  protected record ImportResult(
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
  protected record StartImportResult(String id, ResponseInfo info) implements StartImportResponse {
    /** Checks that no part is null. */
    public StartImportResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(info, "info is null");
    }
  }
}
