package io.pinelink.imports;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An import as the service describes it. Source: ImportModel, API version 2026-04.
 *
 * @param id the service's id of the import
 * @param uri the location of the files; empty if the service did not report it
 * @param status the status
 * @param createdAt when the import was accepted
 * @param finishedAt when the import ended, with any outcome; empty until then
 * @param percentComplete the progress, 0 to 100
 * @param recordsImported the number of records written so far
 * @param error why the import failed; empty if it did not
 */
public record ImportDescription(
    String id,
    String uri,
    ImportStatus status,
    Optional<Instant> createdAt,
    Optional<Instant> finishedAt,
    double percentComplete,
    long recordsImported,
    Optional<String> error,
    ResponseInfo info)
    implements Response {
  /** Treats an empty error as none. */
  public ImportDescription {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(info, "info");
    error = error.filter(text -> !text.isBlank());
  }
}
