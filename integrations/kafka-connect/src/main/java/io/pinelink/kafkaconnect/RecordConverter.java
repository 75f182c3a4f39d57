package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.kafkaconnect.RecordOptions.NullValues;
import io.pinelink.kafkaconnect.RecordOptions.WriteMode;
import io.pinelink.model.Fields;
import io.pinelink.records.TextRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Converts records of topics to changes of an index. */
final class RecordConverter {
  private final Template index;
  private final Template id;
  private final Template namespace;
  private final NullValues nullValues;
  private final @Nullable FieldPath deleteField;
  private final ValueConverter values;

  /**
   * Creates a converter.
   *
   * @throws IllegalArgumentException if a path or template is invalid
   */
  RecordConverter(SinkConfig config) {
    this.index = Template.parse(config.getString(RecordOptions.INDEX_NAME));
    this.id = Template.parse(config.getString(RecordOptions.ID));
    this.namespace = Template.parse(config.getString(RecordOptions.NAMESPACE));
    this.nullValues =
        OptionDefinitions.constant(NullValues.class, config.getString(RecordOptions.NULL_VALUES));
    String deletes = config.getString(RecordOptions.DELETE_FIELD);
    this.deleteField = deletes.isEmpty() ? null : FieldPath.parse(deletes);
    this.values = values(config, named());
  }

  private Set<String> named() {
    return Stream.of(
            id.valuePaths().stream(),
            namespace.valuePaths().stream(),
            Stream.ofNullable(deleteField))
        .flatMap(paths -> paths)
        .map(FieldPath::first)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ValueConverter values(SinkConfig config, Set<String> named) {
    boolean update =
        OptionDefinitions.constant(WriteMode.class, config.getString(RecordOptions.WRITE_MODE))
            == WriteMode.UPDATE;
    return switch (config.kind()) {
      case VECTORS -> new VectorConverter(config, update, named);
      case RECORDS -> {
        SelectedFields content =
            new SelectedFields(config.getList(RecordOptions.CONTENT_FIELDS), named);
        yield (id, value) ->
            BulkChange.upsert(
                new TextRecord(id, Fields.copyOf(PlainValue.withoutNulls(content.of(value)))));
      }
      case DOCUMENTS -> new DocumentConverter(config, update, named);
    };
  }

  /** Returns the name of the index of a record; empty if the index is configured by its host. */
  String index(SinkRecord record) {
    return index.of(record);
  }

  /**
   * Returns the change that a record stands for; empty if the record is to be ignored.
   *
   * @throws DataException if the record is invalid; the message contains neither values nor
   *     metadata
   */
  Optional<BulkChange> change(SinkRecord record) {
    Object value = record.value();
    if (value == null && nullValues == NullValues.IGNORE) {
      return Optional.empty();
    }
    try {
      return Optional.of(changeOf(record, value));
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }

  private BulkChange changeOf(SinkRecord record, @Nullable Object value) {
    if (value == null && nullValues == NullValues.FAIL) {
      throw new DataException("value is null, and " + RecordOptions.NULL_VALUES + " is 'fail'");
    }
    String recordId = id.of(record);
    String recordNamespace = namespace.of(record);
    if (value == null) {
      return BulkChange.delete(recordId).in(recordNamespace);
    }
    if (!(value instanceof Struct) && !(value instanceof Map<?, ?>)) {
      throw new DataException(
          ("value is of type %s, expected a struct or map, as a converter with JSON, Avro or"
                  + " Protobuf creates it")
              .formatted(value.getClass().getSimpleName()));
    }
    return (isDeleted(value) ? BulkChange.delete(recordId) : values.change(recordId, value))
        .in(recordNamespace);
  }

  private boolean isDeleted(Object value) {
    if (deleteField == null) {
      return false;
    }
    Object deleted = deleteField.in(value);
    return Boolean.TRUE.equals(deleted) || "true".equals(deleted);
  }
}
