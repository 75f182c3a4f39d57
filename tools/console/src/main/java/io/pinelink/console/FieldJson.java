package io.pinelink.console;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as the page shows them: a list of objects with name, type and value. A
 * preview leaves out the ends of long values and of long lists of fields, so that one page of
 * records stays small.
 */
final class FieldJson {
  private static final int PREVIEW_FIELDS = 24;
  private static final int PREVIEW_CHARACTERS = 240;
  private static final int PREVIEW_ELEMENTS = 12;
  private static final int PREVIEW_VALUES = 8;

  private FieldJson() {}

  /** Returns all fields with their whole values. */
  static List<Map<String, @Nullable Object>> whole(Map<String, ?> fields) {
    return of(fields, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Returns a record of a list: its id, and the beginnings of its first fields. */
  static Map<String, @Nullable Object> preview(String id, Map<String, ?> fields) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("fieldCount", fields.size());
    json.put(
        "fields", of(fields, PREVIEW_FIELDS, PREVIEW_CHARACTERS, PREVIEW_ELEMENTS, PREVIEW_VALUES));
    return json;
  }

  /** Returns a match of a search. */
  static Map<String, @Nullable Object> match(
      String id, @Nullable Number score, Map<String, ?> fields) {
    Map<String, @Nullable Object> json = preview(id, fields);
    json.put("score", score);
    return json;
  }

  private static List<Map<String, @Nullable Object>> of(
      Map<String, ?> fields, int count, int characters, int elements, int numbers) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    fields.entrySet().stream()
        .limit(count)
        .forEach(
            field -> {
              Map<String, @Nullable Object> json = new LinkedHashMap<>();
              json.put("name", field.getKey());
              put(json, field.getValue(), characters, elements, numbers);
              list.add(json);
            });
    return list;
  }

  private static void put(
      Map<String, @Nullable Object> json,
      @Nullable Object value,
      int characters,
      int elements,
      int numbers) {
    if (value instanceof String text) {
      json.put("type", "string");
      json.put("value", beginning(text, characters));
      json.put("length", text.length());
    } else if (value instanceof Number) {
      json.put("type", "number");
      json.put("value", value);
    } else if (value instanceof Boolean) {
      json.put("type", "boolean");
      json.put("value", value);
    } else if (value instanceof DenseValues dense) {
      json.putAll(dense(dense.values(), numbers));
    } else if (value instanceof SparseValues sparse) {
      json.putAll(sparse(sparse, numbers));
    } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      json.put("type", "strings");
      json.put(
          "value",
          list.stream()
              .limit(elements)
              .map(text -> beginning(String.valueOf(text), characters))
              .toList());
      json.put("length", list.size());
    } else {
      json.put("type", "json");
      json.put("value", value);
    }
  }

  /** Returns the first values of a dense vector. */
  static Map<String, @Nullable Object> dense(float[] values, int max) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", "dense");
    json.put("value", numbers(values, max));
    json.put("length", values.length);
    return json;
  }

  /** Returns the first entries of a sparse vector. */
  static Map<String, @Nullable Object> sparse(SparseValues sparse, int max) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<Long> indices = new ArrayList<>();
    for (int i = 0; i < Math.min(max, sparse.size()); i++) {
      indices.add(sparse.index(i));
    }
    json.put("type", "sparse");
    json.put("indices", indices);
    json.put("value", numbers(sparse.values(), max));
    json.put("length", sparse.size());
    return json;
  }

  private static List<Float> numbers(float[] values, int max) {
    List<Float> list = new ArrayList<>();
    for (int i = 0; i < Math.min(max, values.length); i++) {
      list.add(values[i]);
    }
    return list;
  }

  /** Returns the beginning of a text, without half of a surrogate pair at its end. */
  private static String beginning(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
    return text.substring(0, end);
  }
}
