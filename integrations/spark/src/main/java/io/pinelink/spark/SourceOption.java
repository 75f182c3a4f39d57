package io.pinelink.spark;

/** An option of the data source that other connectors do not have. */
enum SourceOption {
  API_KEY_FILE("api.key.file", ""),
  NAMESPACE("namespace", ""),
  ID_COLUMN("id.column", "id"),
  VALUES_COLUMN("values.column", "values"),
  SPARSE_COLUMN("sparse.column", "sparse_values"),
  METADATA_COLUMN("metadata.column", "metadata"),
  NAMESPACE_COLUMN("namespace.column", ""),
  WRITE_MODE("write.mode", "upsert"),
  MODE_COLUMN("mode.column", ""),
  ORDER_COLUMN("order.column", ""),
  REFUSED_ROWS("refused.max.rows", "0");

  private final String key;
  private final String defaultValue;

  SourceOption(String key, String defaultValue) {
    this.key = key;
    this.defaultValue = defaultValue;
  }

  /** Returns the name of the option. */
  String key() {
    return key;
  }

  /** Returns the value without the option; empty if there is none. */
  String defaultValue() {
    return defaultValue;
  }
}
