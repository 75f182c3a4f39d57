package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The conversion of a record to a document. Its dense values become the dense field, its sparse
 * values the sparse field, and a metadata field keeps its name. Values for which the schema has no
 * field are left out; a text with an embedding is embedded again. The service does not document its
 * own mapping.
 */
public record DocumentConversion(ModelEmbedder embeddings) {
  private static final FieldProjection ALL = new FieldProjection(true, Set.of());

  public StoredVector convert(StoredVector record, DocumentSchema schema) {
    if (record.metadata().containsKey("_id")) {
      throw RpcException.invalid(
          "Metadata field '_id' of record '" + record.id() + "' is the id of a document");
    }
    ObjectNode document = PlainJson.object().put("_id", record.id());
    DocumentJson fields = new DocumentJson(schema);
    fields.putFields(document, fields.shown(record, ALL));
    RequestJson json = RequestJson.parse(document.toString().getBytes(StandardCharsets.UTF_8));
    try {
      return new DocumentDecoder(schema, embeddings).document(json);
    } catch (ControlException e) {
      throw RpcException.invalid(e.text());
    }
  }
}
