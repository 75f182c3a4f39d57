package io.pinelink.local;

import io.pinelink.server.internal.seed.SeedFileFormat;

/** A format of the records that {@link LocalServer#export} writes. */
public enum ExportFormat {
  /** UTF-8 text with a record in each line, as JSON. */
  JSON_LINES(SeedFileFormat.JSON_LINES),

  /**
   * Parquet, which needs the optional library {@code blue.strategic.parquet:parquet-floor}. The
   * fields of a document other than its vectors are JSON in the column {@code metadata}.
   */
  PARQUET(SeedFileFormat.PARQUET);

  private final SeedFileFormat files;

  ExportFormat(SeedFileFormat files) {
    this.files = files;
  }

  SeedFileFormat files() {
    return files;
  }
}
