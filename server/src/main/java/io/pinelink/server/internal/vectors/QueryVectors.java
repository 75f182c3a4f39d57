package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.VectorQuery;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request for the nearest vectors.
 *
 * @param filter empty for all
 * @param scanFactor null if it was not given
 * @param maxCandidates null if it was not given
 */
record QueryVectors(
    String namespace,
    long topK,
    String id,
    VectorParts vector,
    Map<String, @Nullable Object> filter,
    boolean includeValues,
    boolean includeMetadata,
    @Nullable Float scanFactor,
    @Nullable Long maxCandidates)
    implements DataRequest<DataResult.Body> {
  private static final float MIN_SCAN_FACTOR = 0.5f;
  private static final float MAX_SCAN_FACTOR = 4;
  private static final int MAX_CANDIDATES = 100_000;

  static QueryVectors ofJson(ServerCall call) {
    var read =
        new Object() {
          String namespace = "";
          long topK;
          String id = "";
          float[] values = VectorJson.NO_VALUES;
          @Nullable SparsePart sparse;
          Map<String, @Nullable Object> filter = Map.of();
          boolean includeValues;
          boolean includeMetadata;
          @Nullable Float scanFactor;
          @Nullable Long maxCandidates;
        };
    JsonStreamReader.read(
        call.body(),
        (name, in) -> {
          switch (name) {
            case "namespace" -> read.namespace = in.text();
            case "topK" -> read.topK = in.integer();
            case "id" -> read.id = in.text();
            case "vector" -> read.values = in.floats();
            case "sparseVector" -> read.sparse = VectorJson.sparse(in);
            case "filter" -> read.filter = in.json();
            case "includeValues" -> read.includeValues = in.bool();
            case "includeMetadata" -> read.includeMetadata = in.bool();
            case "scanFactor" -> read.scanFactor = in.number();
            case "maxCandidates" -> read.maxCandidates = in.integer();
            case "queries" -> {
              checkQueries(call);
              in.skip();
            }
            default -> in.skip();
          }
        });
    return new QueryVectors(
        read.namespace,
        read.topK,
        read.id,
        new VectorParts(read.values, read.sparse),
        read.filter,
        read.includeValues,
        read.includeMetadata,
        read.scanFactor,
        read.maxCandidates);
  }

  /** Refuses the list of queries, which older versions ignore here. */
  private static void checkQueries(ServerCall call) {
    if (call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION)) {
      throw RpcException.invalid(
          "Field 'queries' does not exist since API version "
              + ServerCall.DOCUMENTS_VERSION
              + ": send each query in a request of its own");
    }
  }

  static QueryVectors ofMessage(QueryRequest message) {
    return new QueryVectors(
        message.getNamespace(),
        Integer.toUnsignedLong(message.getTopK()),
        message.getId(),
        new VectorParts(
            VectorMessages.floats(message.getVectorList()),
            VectorMessages.sparse(message.getSparseVector())),
        VectorMessages.map(message.getFilter()),
        message.getIncludeValues(),
        message.getIncludeMetadata(),
        message.hasScanFactor() ? message.getScanFactor() : null,
        message.hasMaxCandidates() ? Integer.toUnsignedLong(message.getMaxCandidates()) : null);
  }

  @Override
  public DataResult<DataResult.Body> answer(StoredIndex index) {
    checkEffort();
    String serving = index.serving(namespace);
    Predicate<Map<String, Object>> matches = index.filters(serving).compile(filter);
    Sequenced<List<ScoredRecord>> read =
        index.query(serving, new VectorQuery(topK, id, vector.values(), vector.sparse(), matches));
    return DataResult.ofRead(
        new Found(serving, read.value(), includeValues, includeMetadata), read);
  }

  /** Checks scan factor and candidates, which have no effect, as the search is always exact. */
  private void checkEffort() {
    // Negated so that NaN is refused.
    if (scanFactor != null && !(scanFactor >= MIN_SCAN_FACTOR && scanFactor <= MAX_SCAN_FACTOR)) {
      throw RpcException.invalid("scanFactor must be between 0.5 and 4, got " + scanFactor);
    }
    if (maxCandidates != null && (maxCandidates < 1 || maxCandidates > MAX_CANDIDATES)) {
      throw RpcException.invalid(
          "maxCandidates must be between 1 and " + MAX_CANDIDATES + ", got " + maxCandidates);
    }
  }

  /** The nearest vectors, best first. */
  private record Found(
      String namespace, List<ScoredRecord> matches, boolean includeValues, boolean includeMetadata)
      implements DataResult.Read {
    @Override
    public int readUnits() {
      return 1;
    }

    @Override
    public long egressBytes() {
      return matches.stream()
          .mapToLong(match -> match.vector().bytes(includeValues, includeMetadata))
          .sum();
    }

    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeArrayFieldStart("results");
      out.writeEndArray();
      out.writeArrayFieldStart("matches");
      for (ScoredRecord match : matches) {
        StoredVector vector = match.vector();
        out.writeStartObject();
        out.writeStringField("id", vector.id());
        out.writeNumberField("score", match.finiteScore());
        VectorJson.values(out, includeValues ? vector.values() : VectorJson.NO_VALUES);
        if (includeValues) {
          VectorJson.sparse(out, vector.sparse());
        }
        if (includeMetadata) {
          VectorJson.metadata(out, vector.metadata());
        }
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeStringField("namespace", namespace);
      VectorJson.usage(out, this, withSizes);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      QueryResponse.Builder message =
          QueryResponse.newBuilder()
              .setNamespace(namespace)
              .setUsage(VectorMessages.usage(this, withSizes));
      matches.forEach(match -> message.addMatches(scored(match)));
      return message.build();
    }

    private ScoredVector scored(ScoredRecord match) {
      StoredVector vector = match.vector();
      ScoredVector.Builder message =
          ScoredVector.newBuilder().setId(vector.id()).setScore(match.finiteScore());
      if (includeValues) {
        for (float value : vector.values()) {
          message.addValues(value);
        }
        SparsePart sparse = vector.sparse();
        if (sparse != null) {
          message.setSparseValues(VectorMessages.sparse(sparse));
        }
      }
      if (includeMetadata && !vector.metadata().isEmpty()) {
        message.setMetadata(VectorMessages.struct(vector.metadata()));
      }
      return message.build();
    }
  }
}
