package io.pinelink.cli.imports;

import io.pinelink.Imports;
import io.pinelink.Pinelink;
import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ResultFacts;
import io.pinelink.imports.ImportDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that commands print about an import by the service. */
final class ImportFacts {
  private ImportFacts() {}

  static Imports imports(IndexConnection connection, Pinelink opened) {
    return connection.isDocuments(opened)
        ? connection.documents(opened).imports()
        : connection.vectors(opened).imports();
  }

  static Map<String, @Nullable Object> of(ImportDescription job) {
    return new ResultFacts()
        .put("id", job.id())
        .put("uri", job.uri())
        .put("status", job.status().value())
        .put("recordsImported", job.recordsImported())
        .put("createdAt", job.createdAt())
        .put("finishedAt", job.finishedAt())
        .put("error", job.error())
        .asMap();
  }
}
