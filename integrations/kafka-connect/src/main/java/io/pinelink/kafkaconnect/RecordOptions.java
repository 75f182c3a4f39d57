package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexTarget.Kind;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options of what is written where: the index, and the parts of a record. */
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

  /** Stands for all fields that no other option names. */
  static final String OTHERS = "*";

  static final List<String> BYTE_ORDERS = List.of("little-endian", "big-endian");

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

  static void define(ConfigDef def) {
    var template = OptionGroup.readBy("a template", Template::parse);
    var path = OptionGroup.readBy("a field path", FieldPath::parse);
    OptionGroup index =
        new OptionGroup(def, "Index")
            .text(
                INDEX_NAME,
                Importance.HIGH,
                "",
                template,
                "Name of the index. `${topic}` stands for the topic, so that each topic has its own"
                    + " index. Exactly one of index.name and index.host is required.");
    for (ConnectorOption option : ConnectorOptions.indexOptions()) {
      if (!option.name().equals(INDEX_NAME)) {
        index.shared(option);
      }
    }
    index.text(
        NAMESPACE,
        Importance.HIGH,
        "",
        template,
        "Namespace of each record, as text with the parts `${topic}`, `${key}`, `${key.FIELD}`,"
            + " `${value.FIELD}` and `${headers.NAME}`. A tombstone has no value, so deletes"
            + " need a namespace without `${value.FIELD}`. Default: the default namespace.");
    new OptionGroup(def, "Records")
        .text(
            ID,
            Importance.HIGH,
            "${key}",
            template,
            "Id of each record, with the same parts as the namespace. Records with the same id must"
                + " be in the same partition, as they are if the key determines the id.")
        .of(Kind.VECTORS, Kind.DOCUMENTS)
        .choice(
            WRITE_MODE,
            Importance.MEDIUM,
            OptionGroup.names(WriteMode.values()),
            "Whether a value replaces what is stored (`upsert`) or changes only the parts that it"
                + " contains (`update`). An update of an unknown id changes nothing in an index of"
                + " vectors. Records cannot be updated.")
        .of(Kind.values())
        .choice(
            NULL_VALUES,
            Importance.MEDIUM,
            OptionGroup.names(NullValues.values()),
            "What a record without a value, a tombstone, does: `delete` the id, `ignore` the"
                + " record, or `fail` as an invalid record does.")
        .text(
            DELETE_FIELD,
            Importance.LOW,
            "",
            path,
            "Field of the value that deletes the id if it is true or `\"true\"`, such as Debezium's"
                + " `__deleted`. Default: none.")
        .of(Kind.VECTORS)
        .text(
            VALUES_FIELD,
            Importance.HIGH,
            "values",
            path,
            "Vectors: field with the dense values: a list of numbers, bytes or base64 of 32-bit"
                + " floats, or a text such as `[0.1, 0.2]`.")
        .of(Kind.VECTORS, Kind.DOCUMENTS)
        .choice(
            BYTE_ORDER,
            Importance.LOW,
            BYTE_ORDERS,
            "Order of the bytes of floats in bytes and base64.")
        .of(Kind.VECTORS)
        .text(
            SPARSE_FIELD,
            Importance.MEDIUM,
            "sparse_values",
            path,
            "Vectors: field with the sparse values, a struct or map with the lists `indices` and"
                + " `values`. It may be missing.")
        .text(
            METADATA_FIELD,
            Importance.MEDIUM,
            "metadata",
            path,
            "Vectors: struct or map whose fields become metadata. It may be missing.")
        .list(
            METADATA_FIELDS,
            Importance.MEDIUM,
            "Vectors: further fields that become metadata, under the last name of their path. `*`"
                + " stands for all fields of the value that no other option names.")
        .of(Kind.RECORDS, Kind.DOCUMENTS)
        .list(
            CONTENT_FIELDS,
            Importance.MEDIUM,
            List.of(OTHERS),
            "Records and documents: fields of the value to write, under the last name of their"
                + " path. `*` stands for all that no other option names.")
        .of(Kind.DOCUMENTS)
        .list(
            DENSE_FIELDS,
            Importance.LOW,
            "Documents: names of fields whose bytes or base64 are dense values. Lists of numbers"
                + " are dense values, and structs with `indices` and `values` are sparse values, in"
                + " any field.");
  }
}
