package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.rest.json.NumberArrays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A reader of documents that can be used repeatedly; members come in any order. The kind of a field
 * follows from its JSON: an array that begins with a number is dense values, and an object of valid
 * indices and values alone is sparse values.
 */
final class DocumentMembers {
  private static final String INDICES = "indices";
  private static final String VALUES = "values";
  private static final double MAX_INDEX = 0xFFFF_FFFFL;
  private static final int FIRST_LENGTH = 16;

  private final JsonReader json;
  private final NumberArrays dense;

  /** The field whose dense values are read into columns. */
  private final @Nullable String field;

  private final DenseColumns.@Nullable Builder columns;
  private @Nullable String id;
  private @Nullable Double score;

  DocumentMembers(JsonReader json) {
    this(json, null, null);
  }

  /**
   * Creates a reader.
   *
   * @param field the field whose dense values are read into columns; null for none
   * @param columns receives the dense values of the field; null if all have arrays of their own
   */
  DocumentMembers(JsonReader json, @Nullable String field, DenseColumns.@Nullable Builder columns) {
    this.json = json;
    this.dense = new NumberArrays(json);
    this.field = field;
    this.columns = columns;
  }

  /** Returns the columns of documents that this object has read; empty if it has none. */
  Optional<DenseColumns> columnsOf(List<Document> documents) {
    return columns(documents.size(), documents::get, row -> Double.NaN);
  }

  /** Returns the columns of matches that this object has read; empty if it has none. */
  Optional<DenseColumns> columnsOfMatches(List<DocumentMatch> matches) {
    return columns(
        matches.size(),
        row -> matches.get(row).document(),
        row -> matches.get(row).score().orElse(Double.NaN));
  }

  private Optional<DenseColumns> columns(
      int rows, IntFunction<Document> documents, IntToDoubleFunction scores) {
    if (columns == null || field == null) {
      return Optional.empty();
    }
    columns.rows(rows);
    for (int row = 0; row < rows; row++) {
      Document document = documents.apply(row);
      columns.add(
          document.id(), document.fields().dense(field).orElse(null), scores.applyAsDouble(row));
    }
    return Optional.of(columns.build());
  }

  /** Reads a document that has its own id. */
  Document document() throws IOException {
    DocumentFields fields = fields();
    return new Document(required("documents._id", id), fields);
  }

  /** Reads a document whose id is the key of a map, and may also be a member of it. */
  Document document(String key) throws IOException {
    DocumentFields fields = fields();
    if (id != null && !id.equals(key)) {
      throw new MalformedJsonException(
          "the answer has document '" + id + "' under id '" + key + "'");
    }
    return new Document(key, fields);
  }

  /** Reads a match, whose score is null if it is not a finite number. */
  DocumentMatch match() throws IOException {
    DocumentFields fields = fields();
    return new DocumentResponses.DocumentMatchResult(
        required("matches._id", id),
        score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
        fields);
  }

  private DocumentFields fields() throws IOException {
    id = null;
    score = null;
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (json.enterObject()) {
      for (String member = json.nextKey(); member != null; member = json.nextKey()) {
        switch (member) {
          case "_id" -> id = once(member, id, json.text());
          case "_score" -> score = once(member, score, json.number());
          default -> {
            int before = fields.size();
            fields.put(member, value(member));
            if (fields.size() == before) {
              throw JsonReader.repeated(member);
            }
          }
        }
      }
    }
    return DocumentResponses.fields(fields);
  }

  private static <T> @Nullable T once(String member, @Nullable T before, @Nullable T value)
      throws MalformedJsonException {
    if (before != null) {
      throw JsonReader.repeated(member);
    }
    return value;
  }

  private @Nullable Object value(String member) throws IOException {
    if (json.isNumberArray()) {
      if (columns != null && member.equals(field)) {
        return columns.dense(dense.floats(columns));
      }
      // The array will be reused, so the values get their own copy.
      return VectorResponses.denseValues(dense.floats().clone());
    }
    return json.isObject() ? object() : json.any();
  }

  /** Reads an object: sparse values, or another kind of field, which keeps all its members. */
  private Object object() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    float[] floats = NumberArrays.NO_FLOATS;
    json.enterObject();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals(VALUES) && json.isNumberArray()) {
        List<@Nullable Object> values = new ArrayList<>();
        floats = values(values);
        members.put(member, Collections.unmodifiableList(values));
      } else {
        members.put(member, json.any());
      }
    }
    if (members.size() == 2
        && members.get(INDICES) instanceof List<?> indices
        && members.get(VALUES) instanceof List<?> values
        && isSparse(indices, values)) {
      int[] positions = new int[indices.size()];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = indices.get(i) instanceof Double index ? (int) index.longValue() : 0;
      }
      return VectorResponses.sparseValues(positions, floats).orElseThrow();
    }
    return Collections.unmodifiableMap(members);
  }

  /**
   * Reads an array of values, of which only the members after it show whether they are sparse
   * values.
   *
   * @param into receives the values as they are in another kind of field
   * @return the same as 32-bit floats, each the nearest to the written number
   */
  private float[] values(List<@Nullable Object> into) throws IOException {
    float[] floats = new float[FIRST_LENGTH];
    json.enterArray();
    while (json.nextElement()) {
      int count = into.size();
      if (count == floats.length) {
        floats = Arrays.copyOf(floats, 2 * count);
      }
      Object value = json.any();
      if (json.isNumber() && isFloat(value)) {
        floats[count] = json.float32();
      }
      into.add(value);
    }
    return Arrays.copyOf(floats, into.size());
  }

  /** Returns whether these are positions and values, as many of each. */
  private static boolean isSparse(List<?> indices, List<?> values) {
    return !values.isEmpty()
        && indices.size() == values.size()
        && indices.stream().allMatch(DocumentMembers::isIndex)
        && values.stream().allMatch(DocumentMembers::isFloat);
  }

  private static boolean isIndex(@Nullable Object element) {
    return element instanceof Double index
        && index >= 0
        && index <= MAX_INDEX
        && index == Math.rint(index);
  }

  private static boolean isFloat(@Nullable Object element) {
    return element instanceof Double value && Float.isFinite(value.floatValue());
  }
}
