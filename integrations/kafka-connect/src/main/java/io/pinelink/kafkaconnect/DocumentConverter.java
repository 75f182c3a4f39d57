package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.internal.ItemChanges;
import io.pinelink.documents.DocumentFields;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Converts values to documents and to updates of documents. */
final class DocumentConverter implements ValueConverter {
  private final boolean update;
  private final SelectedFields content;
  private final Set<String> denseFields;
  private final ValuesReader reader;

  DocumentConverter(AbstractConfig config, boolean update, Set<String> named) {
    this.update = update;
    this.content = new SelectedFields(config.getList(RecordOptions.CONTENT_FIELDS), named);
    this.denseFields = Set.copyOf(config.getList(RecordOptions.DENSE_FIELDS));
    this.reader = new ValuesReader(VectorConverter.byteOrder(config));
  }

  @Override
  public BulkChange change(String id, Object value) {
    return ItemChanges.document(id, content.of(value), this::put, update);
  }

  private void put(DocumentFields.Builder set, String name, Object value) {
    if (denseFields.contains(name) || isNumbers(value)) {
      set.put(name, reader.dense(name, value));
      return;
    }
    if (value instanceof Struct || value instanceof Map<?, ?>) {
      set.put(name, reader.sparse(name, value));
      return;
    }
    Object plain = PlainValue.of(name, value);
    if (plain == null || !ItemChanges.put(set, name, plain)) {
      throw new DataException(
          "'" + name + "' is a list of mixed values, expected strings or numbers");
    }
  }

  private static boolean isNumbers(Object value) {
    return value instanceof Collection<?> list
        && !list.isEmpty()
        && list.stream().allMatch(Number.class::isInstance);
  }
}
