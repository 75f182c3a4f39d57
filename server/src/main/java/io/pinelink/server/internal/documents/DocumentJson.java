package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A writer of documents as JSON. */
record DocumentJson(DocumentSchema schema) {
  /**
   * Returns a document with the fields that a projection includes. Embeddings of texts are not
   * fields and are left out.
   */
  StoredVector shown(StoredVector document, FieldProjection projection) {
    String denseField = schema.denseField();
    boolean showsDense =
        denseField != null
            && schema.field(denseField) instanceof DeclaredField.Dense
            && projection.includes(denseField);
    String sparseField = schema.sparseField();
    boolean showsSparse =
        sparseField != null
            && schema.field(sparseField) instanceof DeclaredField.Sparse
            && projection.includes(sparseField);
    Map<String, Object> fields = new LinkedHashMap<>(document.metadata());
    fields.keySet().removeIf(name -> !projection.includes(name));
    return document.part(
        showsDense ? document.values() : new float[0],
        showsSparse ? document.sparse() : null,
        fields);
  }

  /** Adds the fields of a document that {@link #shown} returned. */
  void putFields(ObjectNode model, StoredVector shown) {
    shown.metadata().forEach((name, value) -> PlainJson.put(model, name, value));
    String denseField = schema.denseField();
    if (denseField != null && shown.values().length > 0) {
      putDense(model.putArray(denseField), shown.values());
    }
    String sparseField = schema.sparseField();
    SparsePart sparse = shown.sparse();
    if (sparseField != null && sparse != null) {
      putSparse(model.putObject(sparseField), sparse);
    }
  }

  private static void putDense(ArrayNode array, float[] values) {
    for (float value : values) {
      array.add(value);
    }
  }

  private static void putSparse(ObjectNode model, SparsePart sparse) {
    ArrayNode indices = model.putArray("indices");
    ArrayNode values = model.putArray("values");
    for (int i = 0; i < sparse.size(); i++) {
      indices.add(Integer.toUnsignedLong(sparse.index(i)));
      values.add(sparse.value(i));
    }
  }

  /** Returns the bytes of a document with its id and all fields. */
  int size(StoredVector document) {
    ObjectNode model = PlainJson.object().put("_id", document.id());
    putFields(model, shown(document, new FieldProjection(true, Set.of())));
    return model.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
