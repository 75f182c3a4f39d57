package io.pinelink.local.export;

import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A writer of documents as lines of JSON, in the form of the documents of an upsert. The embeddings
 * of texts are additional members, whose names no field can have.
 */
record DocumentLines(DocumentSchema schema) {
  /** Returns the line of a document, without its end. */
  byte[] line(StoredVector document) {
    ObjectNode model = PlainJson.MAPPER.createObjectNode().put("_id", document.id());
    document.metadata().forEach((name, value) -> PlainJson.put(model, name, value));
    if (document.values().length > 0) {
      ArrayNode values = model.putArray(member(schema.denseField(), DocumentDecoder.VALUES));
      for (float value : document.values()) {
        add(values, value);
      }
    }
    SparsePart sparse = document.sparse();
    if (sparse != null) {
      ObjectNode parts =
          model.putObject(member(schema.sparseField(), DocumentDecoder.SPARSE_VALUES));
      ArrayNode indices = parts.putArray("indices");
      ArrayNode values = parts.putArray("values");
      for (int i = 0; i < sparse.size(); i++) {
        indices.add(Integer.toUnsignedLong(sparse.index(i)));
        add(values, sparse.value(i));
      }
    }
    return model.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the name of a field with vectors, or of the member for the embedding of a text. */
  private String member(@Nullable String field, String embedding) {
    return field == null || schema.field(field) instanceof DeclaredField.Text ? embedding : field;
  }

  /**
   * Adds a value that is the same float after it was read as a double, which the shortest text of a
   * float does not guarantee.
   */
  private static void add(ArrayNode array, float value) {
    if ((float) Double.parseDouble(Float.toString(value)) == value) {
      array.add(value);
    } else {
      array.add((double) value);
    }
  }
}
