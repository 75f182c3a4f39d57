package io.pinelink.files.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are documents. The kind of a field follows from its JSON, as in the service's answers:
 * an array that begins with a number is dense values, and an object of valid indices and values is
 * sparse values.
 */
final class DocumentShape implements RowShape<Document> {
  private static final String INDICES = "indices";
  private static final String VALUES = "values";
  private static final double MAX_INDEX = 0xFFFF_FFFFL;

  @Override
  public @Nullable Object member(String name, JsonParser json)
      throws IOException, InvalidRowException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return object(name, json);
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return JsonValues.any(json);
    }
    JsonToken first = json.nextToken();
    if (first == JsonToken.VALUE_NUMBER_FLOAT || first == JsonToken.VALUE_NUMBER_INT) {
      return JsonValues.floatsAfterStart(name, json);
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
      list.add(JsonValues.any(json));
    }
    return Collections.unmodifiableList(list);
  }

  private static Object object(String name, JsonParser json)
      throws IOException, InvalidRowException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      JsonToken token = json.nextToken();
      members.put(
          member,
          member.equals(VALUES) && token == JsonToken.START_ARRAY
              ? PairedNumbers.read(json)
              : JsonValues.any(json));
    }
    if (members.get(VALUES) instanceof PairedNumbers numbers) {
      if (members.size() == 2
          && numbers.areNumbers()
          && members.get(INDICES) instanceof List<?> indices
          && arePositions(indices)) {
        SparseValues sparse = JsonValues.sparse(name, positions(indices), numbers.floats());
        if (sparse != null) {
          return sparse;
        }
      }
      members.put(VALUES, numbers.list());
    }
    return Collections.unmodifiableMap(members);
  }

  private static boolean arePositions(List<?> indices) {
    return indices.stream()
        .allMatch(
            index ->
                index instanceof Double number
                    && number == Math.rint(number)
                    && number >= 0
                    && number <= MAX_INDEX);
  }

  private static long[] positions(List<?> indices) {
    return indices.stream().mapToLong(index -> ((Double) index).longValue()).toArray();
  }

  @Override
  public Document row(RowMembers members) {
    Map<String, @Nullable Object> fields = members.values();
    String id = RowId.take(fields, "_id", "id");
    if (members.columns()) {
      fields.values().removeIf(Objects::isNull);
    }
    fields.replaceAll(
        (name, value) -> value instanceof float[] floats ? DenseValues.of(floats) : value);
    Document given = new Document(id, DocumentResponses.fields(fields));
    return UpsertDocumentsRequest.of(given).documents().get(0);
  }

  @Override
  public String json(Document row) {
    return row.toJson();
  }
}
