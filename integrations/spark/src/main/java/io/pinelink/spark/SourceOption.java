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
  ORDER_STORED("order.stored", "true"),
  REFUSED_ROWS("refused.max.rows", "0"),
  PREFIXES("read.prefixes", ""),
  PARTITION_IDS("read.partition.ids", "10000"),
  MAX_IDS("read.max.ids", "5000000"),
  QUERY_VECTOR("query.vector", ""),
  QUERY_ID("query.id", ""),
  QUERY_TEXT("query.text", ""),
  QUERY_FILTER("query.filter", ""),
  TOP_K("query.top.k", "10");

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
