package io.pinelink.imports;

import io.pinelink.model.Response;
import java.time.Instant;
import java.util.Optional;

/** An import as the service describes it. Source: ImportModel, API version 2026-04. */
public sealed interface ImportDescription extends Response
    permits io.pinelink.internal.response.ImportResponses.ImportResult {
  /** Returns the service's id of the import. */
  String id();

  /** Returns the location of the files; empty if the service did not report it. */
  String uri();

  /** Returns the status. */
  JobStatus status();

  /** Returns when the import was accepted. */
  Optional<Instant> createdAt();

  /** Returns when the import ended, with any outcome; empty until then. */
  Optional<Instant> finishedAt();

  /** Returns the progress, 0 to 100. */
  double percentComplete();

  /** Returns the number of records written so far. */
  long recordsImported();

  /** Returns why the import failed; empty if it did not. */
  Optional<String> error();
}
