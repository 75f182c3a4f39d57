package io.pinelink.server;

/** A format of the records that {@link EmbeddedPinecone#export} writes. */
public enum ExportFormat {
  /** UTF-8 text with a record in each line, as JSON. */
  JSON_LINES,

  /**
   * Parquet, which needs the optional library {@code blue.strategic.parquet:parquet-floor}. The
   * fields of a document other than its vectors are JSON in the column {@code metadata}.
   */
  PARQUET
}
