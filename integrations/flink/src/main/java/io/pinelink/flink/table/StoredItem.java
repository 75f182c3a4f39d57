package io.pinelink.flink.table;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A vector, record or document that was read.
 *
 * @param values returns the value of a column, which {@link CellType#cell} accepts; null if there
 *     is none
 */
record StoredItem(String id, Function<SqlColumn, @Nullable Object> values) {
  static StoredItem of(Document document) {
    return new StoredItem(document.id(), column -> document.fields().asMap().get(column.name()));
  }

  /**
   * Returns a vector, or a record, which is stored as one.
   *
   * @param named the metadata that has columns of its own and is not part of a MAP
   */
  static StoredItem of(Vector vector, Set<String> named) {
    return new StoredItem(vector.id(), column -> value(vector, named, column));
  }

  private static @Nullable Object value(Vector vector, Set<String> named, SqlColumn column) {
    return switch (column.type().form()) {
      case SCALAR, STRINGS -> vector.metadata().asMap().get(column.name());
      case DENSE -> vector.dimension() == 0 ? null : vector.values();
      case SPARSE -> vector.sparseValues().orElse(null);
      case ROW -> vector.metadata().asMap();
      case MAP -> {
        Map<String, Object> others = new LinkedHashMap<>(vector.metadata().asMap());
        others.keySet().removeAll(named);
        yield others;
      }
    };
  }
}
