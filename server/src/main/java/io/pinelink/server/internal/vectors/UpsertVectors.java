package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.RpcException;
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
    Parts parts = new Parts();
    reader.object(
        (name, in) -> {
          if (!parts.read(name, in)) {
            in.skip();
          }
        });
    return parts.vector();
  }

  /** Reads one vector, whose members are all known, from the line of a file. */
  static StoredVector ofLine(byte[] line) {
    Parts parts = new Parts();
    JsonStreamReader.read(
        line,
        (name, in) -> {
          if (!parts.read(name, in)) {
            throw RpcException.invalid(
                "unknown field '%s', expected id, values, sparseValues and metadata of a vector"
                    .formatted(name));
          }
        });
    return parts.vector();
  }

  /** The members of a vector as far as they are read. */
  private static final class Parts {
    private String id = "";
    private float[] values = VectorJson.NO_VALUES;
    private @Nullable SparsePart sparse;
    private Map<String, @Nullable Object> metadata = Map.of();

    /** Reads a member, and returns whether it is known. */
    boolean read(String name, JsonStreamReader in) throws IOException {
      switch (name) {
        case "id" -> id = in.text();
        case "values" -> values = in.floats();
        case "sparseValues" -> sparse = VectorJson.sparse(in);
        case "metadata" -> metadata = in.json();
        default -> {
          return false;
        }
      }
      return true;
    }

    StoredVector vector() {
      return StoredVector.of(id, values, sparse, metadata);
    }
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
