package io.pinelink.imports;

import io.pinelink.model.ResponseInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * An import as the service describes it. Source: ImportModel, API version 2026-04.
 *
 * @param id the service's name for it
 * @param uri where the files are; empty if the service did not say
 * @param status how far it is
 * @param createdAt when it was taken on
 * @param finishedAt when it ended, however that was; empty until then
 * @param percentComplete how much is read, 0 to 100
 * @param recordsImported how many records are written so far
 * @param error why it failed; empty if it did not
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
    ResponseInfo info) {
  /** An empty error is none. */
  public ImportDescription {
    error = error.filter(text -> !text.isBlank());
  }
}
