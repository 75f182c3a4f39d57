package io.pinelink.flink.table;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vector, record or document that was read. */
sealed interface StoredItem {
  String id();

  /** Returns the value of a column, which {@link CellType#cell} accepts; null if there is none. */
  @Nullable Object value(SqlColumn column);

  /**
   * A vector, or a record, which is stored as one.
   *
   * @param named the metadata that has columns of its own and is not part of a MAP
   */
  record OfVector(Vector vector, Set<String> named) implements StoredItem {
    @Override
    public String id() {
      return vector.id();
    }

    @Override
    public @Nullable Object value(SqlColumn column) {
      return switch (column.type().form()) {
        case SCALAR, STRINGS -> vector.metadata().asMap().get(column.name());
        case DENSE -> vector.dimension() == 0 ? null : vector.values();
        case SPARSE -> vector.sparseValues().orElse(null);
        case ROW -> vector.metadata().asMap();
        case MAP -> others();
      };
    }

    private Map<String, Object> others() {
      Map<String, Object> others = new LinkedHashMap<>(vector.metadata().asMap());
      others.keySet().removeAll(named);
      return others;
    }
  }

  /** A document. */
  record OfDocument(Document document) implements StoredItem {
    @Override
    public String id() {
      return document.id();
    }

    @Override
    public @Nullable Object value(SqlColumn column) {
      return document.fields().asMap().get(column.name());
    }
  }
}
