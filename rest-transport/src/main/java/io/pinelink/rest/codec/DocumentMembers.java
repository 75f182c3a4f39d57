package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.NumberArrays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A reader of documents that can be used repeatedly; members come in any order. The kind of a field
 * follows from its JSON: an array that begins with a number is dense values, and an object of
 * indices and values alone is sparse values.
 */
final class DocumentMembers {
  private static final String INDICES = "indices";
  private static final String VALUES = "values";

  private final JsonReader json;
  private final NumberArrays dense;
  private final NumberArrays sparse;
  private @Nullable String id;
  private @Nullable Double score;

  DocumentMembers(JsonReader json) {
    this.json = json;
    this.dense = new NumberArrays(json);
    this.sparse = new NumberArrays(json);
  }

  /** Reads a document that has its own id. */
  Document document() throws IOException {
    DocumentFields fields = fields();
    return new Document(required("documents._id", id), fields);
  }

  /** Reads a document whose id is the key of a map, and may be repeated in it. */
  Document document(String key) throws IOException {
    return new Document(key, fields());
  }

  /** Reads a match, whose score is null if it is not a finite number. */
  DocumentMatch match() throws IOException {
    DocumentFields fields = fields();
    return new DocumentMatch(
        required("matches._id", id),
        score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
        fields);
  }

  private DocumentFields fields() throws IOException {
    id = null;
    score = null;
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "_id" -> id = json.text();
          case "_score" -> score = json.number();
          default -> fields.put(member, value());
        }
      }
    }
    return DocumentFields.received(fields);
  }

  private @Nullable Object value() throws IOException {
    if (json.isNumberArray()) {
      // The array will be reused, so the values get their own copy.
      return DenseValues.received(dense.floats().clone());
    }
    return json.isObject() ? object() : json.any();
  }

  /** Reads an object: sparse values, or another kind of field. */
  private @Nullable Object object() throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    int[] indices = NumberArrays.NO_INTS;
    float[] values = NumberArrays.NO_FLOATS;
    json.enterObject();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals(INDICES) && json.isNumberArray()) {
        indices = sparse.unsigned32s().clone();
      } else if (member.equals(VALUES) && json.isNumberArray()) {
        values = sparse.floats().clone();
      } else {
        members.put(member, json.any());
      }
    }
    if (members.isEmpty() && indices.length > 0 && indices.length == values.length) {
      return SparseValues.received(indices, values).orElse(null);
    }
    put(members, INDICES, indices);
    put(members, VALUES, values);
    return Collections.unmodifiableMap(members);
  }

  private static void put(Map<String, @Nullable Object> members, String name, int[] numbers) {
    if (numbers.length > 0) {
      members.put(
          name, Arrays.stream(numbers).mapToObj(i -> (double) Integer.toUnsignedLong(i)).toList());
    }
  }

  private static void put(Map<String, @Nullable Object> members, String name, float[] numbers) {
    if (numbers.length > 0) {
      List<Double> copy = new ArrayList<>();
      for (float number : numbers) {
        copy.add((double) number);
      }
      members.put(name, Collections.unmodifiableList(copy));
    }
  }
}
