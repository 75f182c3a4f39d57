package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.QueryString;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A request for vectors by id. */
record FetchVectors(String namespace, List<String> ids) implements DataRequest<DataResult.Body> {
  private static final int RECORDS_PER_READ_UNIT = 10;

  static FetchVectors ofJson(ServerCall call) {
    QueryString query = new QueryString(call.query());
    return new FetchVectors(query.first("namespace").orElse(""), query.all("ids"));
  }

  static FetchVectors ofMessage(FetchRequest message) {
    return new FetchVectors(message.getNamespace(), message.getIdsList());
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    String serving = index.serving(namespace);
    Sequenced<Map<String, StoredVector>> read = index.fetch(serving, ids);
    return DataResult.ofRead(new Fetched(serving, List.copyOf(read.value().values())), read);
  }

  /**
   * The result of a fetch: complete vectors.
   *
   * @param namespace the name of the namespace in the response
   */
  record Fetched(String namespace, List<StoredVector> vectors) implements DataResult.Read {
    @Override
    public int readUnits() {
      return Math.max(1, (vectors.size() + RECORDS_PER_READ_UNIT - 1) / RECORDS_PER_READ_UNIT);
    }

    @Override
    public long egressBytes() {
      return vectors.stream().mapToLong(StoredVector::bytes).sum();
    }

    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeObjectFieldStart("vectors");
      for (StoredVector vector : vectors) {
        out.writeObjectFieldStart(vector.id());
        out.writeStringField("id", vector.id());
        VectorJson.values(out, vector.values());
        VectorJson.sparse(out, vector.sparse());
        VectorJson.metadata(out, vector.metadata());
        out.writeEndObject();
      }
      out.writeEndObject();
      out.writeStringField("namespace", namespace);
      VectorJson.usage(out, this, withSizes);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      return FetchResponse.newBuilder()
          .setNamespace(namespace)
          .setUsage(VectorMessages.usage(this, withSizes))
          .build();
    }
  }
}
