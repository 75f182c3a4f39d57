package io.pinelink.server.internal.imports;

/** A format of files to import; the kind of the index determines it. */
enum ImportFormat {
  /** Vectors, for indexes without a document schema. */
  PARQUET("Parquet", ".parquet"),

  /** Documents, for document indexes. */
  JSON_LINES("JSON Lines", ".jsonl");

  private final String title;
  private final String suffix;

  ImportFormat(String title, String suffix) {
    this.title = title;
    this.suffix = suffix;
  }

  String title() {
    return title;
  }

  /** Returns the end of the names of its files; others are ignored. */
  String suffix() {
    return suffix;
  }

  ImportFormat other() {
    return this == PARQUET ? JSON_LINES : PARQUET;
  }
}
