package io.pinelink.local;

import io.pinelink.server.internal.imports.ImportFormat;

/** A format of the records that {@link LocalServer#export} writes. */
public enum ExportFormat {
  /** UTF-8 text with a record in each line, as JSON. */
  JSON_LINES(ImportFormat.JSON_LINES),

  /**
   * Parquet, which needs the optional library {@code blue.strategic.parquet:parquet-floor}. The
   * fields of a document other than its vectors are JSON in the column {@code metadata}.
   */
  PARQUET(ImportFormat.PARQUET);

  private final ImportFormat files;

  ExportFormat(ImportFormat files) {
    this.files = files;
  }

  ImportFormat files() {
    return files;
  }
}
