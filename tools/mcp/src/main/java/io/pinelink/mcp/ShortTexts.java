package io.pinelink.mcp;

import io.pinelink.documents.DocumentFields;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of indexes as answers show it: data, never more. Long texts in metadata and fields
 * are cut and counted, and floats become lists of numbers. Ids, names and page tokens stay whole,
 * because an agent passes them to the next call.
 */
final class ShortTexts {
  private static final double MAX_EXACT = 0x1p53;

  private final int maxChars;
  private int cut;

  ShortTexts(int maxChars) {
    this.maxChars = maxChars;
  }

  /** Metadata or fields of a record, whose texts may be cut. */
  record Stored(Map<String, ? extends @Nullable Object> fields) {}

  /** Returns a note if texts were cut. */
  Optional<String> note() {
    return cut == 0
        ? Optional.empty()
        : Optional.of(cut + " texts are cut to " + maxChars + " characters; they end with …");
  }

  /** Returns a value for JSON. */
  Object value(Object value) {
    return value(value, false);
  }

  private Object value(Object value, boolean isStored) {
    if (value instanceof Stored stored) {
      return value(stored.fields(), true);
    }
    if (value instanceof String text && isStored) {
      return text(text);
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach(
          (key, each) ->
              members.put(String.valueOf(key), each == null ? null : value(each, isStored)));
      return members;
    }
    if (value instanceof Iterable<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.forEach(each -> values.add(each == null ? null : value(each, isStored)));
      return values;
    }
    return value instanceof DenseValues values
        ? floats(values.values())
        : value instanceof SparseValues values ? sparse(values) : value;
  }

  /** Returns the members of a vector: its id, metadata and, if wanted, values. */
  static Map<String, Object> vector(Vector vector, boolean withValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", vector.id());
    if (!vector.metadata().isEmpty()) {
      members.put("metadata", new Stored(vector.metadata().asMap()));
    }
    if (withValues) {
      if (vector.dimension() > 0) {
        members.put("values", floats(vector.values()));
      }
      vector.sparseValues().ifPresent(values -> members.put("sparseValues", sparse(values)));
    }
    return members;
  }

  /** Returns the fields of a document, without values unless they are wanted. */
  static Stored fields(DocumentFields fields, boolean withValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    fields
        .asMap()
        .forEach(
            (name, value) -> {
              boolean isValues = value instanceof DenseValues || value instanceof SparseValues;
              if (value != null && (withValues || !isValues)) {
                members.put(name, value);
              }
            });
    return new Stored(members);
  }

  private static List<Float> floats(float[] values) {
    List<Float> floats = new ArrayList<>(values.length);
    for (float value : values) {
      floats.add(value);
    }
    return floats;
  }

  private static Map<String, Object> sparse(SparseValues values) {
    List<Long> indices = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      indices.add(values.index(i));
    }
    Map<String, Object> sparse = new LinkedHashMap<>();
    sparse.put("indices", indices);
    sparse.put("values", floats(values.values()));
    return sparse;
  }

  private String text(String text) {
    if (text.length() <= maxChars) {
      return text;
    }
    cut++;
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "…";
  }

  private static Object number(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) <= MAX_EXACT;
    return isWhole ? (Object) (long) number : (Object) number;
  }
}
