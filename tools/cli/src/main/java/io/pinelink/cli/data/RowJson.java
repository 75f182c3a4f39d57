package io.pinelink.cli.data;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Vectors, records and documents in the form that {@code --json} prints. */
final class RowJson {
  private static final double MAX_EXACT = 0x1p53;

  private RowJson() {}

  /** Returns a vector, without its parts that are empty. */
  static Map<String, @Nullable Object> of(Vector vector) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", vector.id());
    if (vector.dimension() > 0) {
      json.put("values", floats(vector.values()));
    }
    vector.sparseValues().ifPresent(sparse -> json.put("sparseValues", of(sparse)));
    if (!vector.metadata().isEmpty()) {
      json.put("metadata", of(vector.metadata()));
    }
    return json;
  }

  /** Returns a document with its fields. */
  static Map<String, @Nullable Object> of(Document document) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("_id", document.id());
    json.putAll(of(document.fields()));
    return json;
  }

  static Map<String, @Nullable Object> of(DocumentFields fields) {
    return members(fields.asMap());
  }

  static Map<String, @Nullable Object> of(Fields fields) {
    return members(fields.asMap());
  }

  static Map<String, @Nullable Object> of(Metadata metadata) {
    return members(metadata.asMap());
  }

  private static Map<String, @Nullable Object> of(SparseValues sparse) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<Object> indices = new ArrayList<>();
    for (int i = 0; i < sparse.size(); i++) {
      indices.add(sparse.index(i));
    }
    json.put("indices", indices);
    json.put("values", floats(sparse.values()));
    return json;
  }

  private static List<Object> floats(float[] values) {
    List<Object> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private static Map<String, @Nullable Object> members(Map<?, ?> map) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    map.forEach((name, value) -> json.put(String.valueOf(name), any(value)));
    return json;
  }

  private static @Nullable Object any(@Nullable Object value) {
    if (value instanceof Double number) {
      boolean isWhole = number == Math.rint(number) && Math.abs(number) <= MAX_EXACT;
      return isWhole ? (Object) number.longValue() : number;
    }
    if (value instanceof DenseValues dense) {
      return floats(dense.values());
    }
    if (value instanceof SparseValues sparse) {
      return of(sparse);
    }
    if (value instanceof Map<?, ?> map) {
      return members(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(any(element)));
      return copy;
    }
    return value;
  }

  /** Adds the read units, if the service reports them. */
  static void addUsage(Map<String, @Nullable Object> json, OptionalLong readUnits) {
    if (readUnits.isPresent()) {
      json.put("usage", Map.of("readUnits", readUnits.getAsLong()));
    }
  }
}
