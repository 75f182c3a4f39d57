package io.pinelink.server.internal.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.documents.DocumentDecoder;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file to import, not validated yet.
 *
 * @param values the dense values; empty if there are none
 * @param indices the positions of the sparse values
 * @param metadata the metadata as JSON; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ImportRecord(
    @Nullable String id,
    float[] values,
    long[] indices,
    float[] sparseValues,
    @Nullable String metadata) {
  private static final long MAX_INDEX = 0xFFFF_FFFFL;

  /**
   * Returns the record as a vector of an index.
   *
   * @throws RpcException if the record is not valid
   */
  public StoredVector vector() {
    return StoredVector.of(requiredId(), values, sparse(), fields());
  }

  /**
   * Returns the record as a document, whose fields other than vectors are the metadata.
   *
   * @param decoder the decoder of the documents of the index
   * @throws RpcException if the record is not valid
   */
  public StoredVector document(DocumentDecoder decoder) {
    try {
      return decoder.stored(
          requiredId(),
          RequestJson.parseOptional(json()),
          values.length == 0 ? null : values,
          sparse());
    } catch (ControlException e) {
      throw RpcException.invalid("Document " + id + ": " + e.text());
    }
  }

  private byte[] json() {
    return metadata == null ? new byte[0] : metadata.getBytes(StandardCharsets.UTF_8);
  }

  private String requiredId() {
    if (id == null) {
      throw RpcException.invalid("Record has no id");
    }
    return id;
  }

  private @Nullable SparsePart sparse() {
    int[] positions = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] > MAX_INDEX) {
        throw RpcException.invalid("Sparse index must be 0 to 4294967295, got " + indices[i]);
      }
      positions[i] = (int) indices[i];
    }
    return SparsePart.of(positions, sparseValues);
  }

  private Map<String, @Nullable Object> fields() {
    if (metadata == null) {
      return Map.of();
    }
    JsonNode json;
    try {
      json = PlainJson.MAPPER.readTree(metadata);
    } catch (IOException e) {
      throw RpcException.invalid("Metadata of record " + id + " is not JSON");
    }
    if (!json.isObject()) {
      throw RpcException.invalid("Metadata of record " + id + " is not a JSON object");
    }
    // The service does not document null: here it is treated as absent.
    Map<String, @Nullable Object> fields = PlainJson.members(json);
    fields.values().removeIf(Objects::isNull);
    return fields;
  }
}
