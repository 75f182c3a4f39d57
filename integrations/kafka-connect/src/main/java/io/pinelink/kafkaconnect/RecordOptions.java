package io.pinelink.kafkaconnect;

import io.pinelink.connector.IndexTarget.Kind;
import java.util.Set;

/** The names and values of the options that the sink reads itself. */
final class RecordOptions {
  static final String API_KEY = "api.key";
  static final String INDEX_NAME = "index.name";
  static final String INDEX_HOST = "index.host";
  static final String INDEX_KIND = "index.kind";
  static final String NAMESPACE = "namespace";
  static final String ID = "id";
  static final String WRITE_MODE = "write.mode";
  static final String NULL_VALUES = "behavior.on.null.values";
  static final String DELETE_FIELD = "delete.field";
  static final String VALUES_FIELD = "values.field";
  static final String BYTE_ORDER = "values.byte.order";
  static final String SPARSE_FIELD = "sparse.field";
  static final String METADATA_FIELD = "metadata.field";
  static final String METADATA_FIELDS = "metadata.fields";
  static final String CONTENT_FIELDS = "content.fields";
  static final String DENSE_FIELDS = "dense.fields";
  static final String OUTAGE_TIMEOUT = "outage.timeout.ms";
  static final String CLOSE_TIMEOUT = "close.timeout.ms";

  /** Stands for all fields that no other option names. */
  static final String OTHERS = "*";

  private RecordOptions() {}

  /** The effect of a value on what is stored. */
  enum WriteMode {
    UPSERT,
    UPDATE
  }

  /** The effect of a record without a value. */
  enum NullValues {
    DELETE,
    IGNORE,
    FAIL
  }

  /** Returns the kinds of indexes that an option concerns. */
  static Set<Kind> kinds(String option) {
    return switch (option) {
      case VALUES_FIELD, SPARSE_FIELD, METADATA_FIELD, METADATA_FIELDS -> Set.of(Kind.VECTORS);
      case WRITE_MODE, BYTE_ORDER -> Set.of(Kind.VECTORS, Kind.DOCUMENTS);
      case CONTENT_FIELDS -> Set.of(Kind.RECORDS, Kind.DOCUMENTS);
      case DENSE_FIELDS -> Set.of(Kind.DOCUMENTS);
      default -> Set.of(Kind.values());
    };
  }
}
