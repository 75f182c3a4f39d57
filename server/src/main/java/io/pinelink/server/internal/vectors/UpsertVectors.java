package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.JsonStreamReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to write vectors.
 *
 * @param bytes the size of the request
 * @param maxBytes the maximum size
 */
record UpsertVectors(String namespace, List<StoredVector> vectors, int bytes, int maxBytes)
    implements DataRequest<DataResult.Body> {
  static UpsertVectors ofJson(ServerCall call, int maxBytes) {
    var read =
        new Object() {
          String namespace = "";
          List<StoredVector> vectors = List.of();
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "vectors" -> read.vectors = in.list(UpsertVectors::vector);
            default -> in.skip();
          }
        });
    return new UpsertVectors(read.namespace, read.vectors, call.body().length, maxBytes);
  }

  private static StoredVector vector(JsonStreamReader reader) throws IOException {
    var read =
        new Object() {
          String id = "";
          float[] values = VectorJson.NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> metadata = Map.of();
        };
    reader.object(
        (name, in) -> {
          switch (name) {
            case "id" -> read.id = in.text();
            case "values" -> read.values = in.floats();
            case "sparseValues" -> read.sparse = VectorJson.sparse(in);
            case "metadata" -> read.metadata = in.json();
            default -> in.skip();
          }
        });
    return StoredVector.of(read.id, read.values, read.sparse, read.metadata);
  }

  static UpsertVectors ofMessage(UpsertRequest message, int maxBytes) {
    return new UpsertVectors(
        message.getNamespace(),
        message.getVectorsList().stream().map(UpsertVectors::vector).toList(),
        message.getSerializedSize(),
        maxBytes);
  }

  private static StoredVector vector(Vector vector) {
    return StoredVector.of(
        vector.getId(),
        VectorMessages.floats(vector.getValuesList()),
        VectorMessages.sparse(vector.getSparseValues()),
        VectorMessages.map(vector.getMetadata()));
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    Validation.checkUpsertSize(vectors.size(), bytes, maxBytes);
    long lsn = index.upsert(namespace, vectors);
    return DataResult.ofWrite(new Upserted(vectors.size()), lsn);
  }

  private record Upserted(int count) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeNumberField("upsertedCount", count);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      return UpsertResponse.newBuilder().setUpsertedCount(count).build();
    }
  }
}
