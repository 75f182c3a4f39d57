package io.pinelink.benchmarks.sink;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.benchmarks.Embeddings;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.grpc.proto.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The prepared responses by the path of an operation: protobuf for gRPC, JSON for REST.
 *
 * @param protobuf the gRPC responses by paths like {@code VectorService/Query}
 * @param json the REST responses by paths like {@code /query}
 */
record CannedResponses(Map<String, byte[]> protobuf, Map<String, byte[]> json) {
  private static final int DIMENSION = 1_536;
  private static final int VECTORS = 100;
  private static final int SMALL = 10;
  private static final long SEED = 5;
  private static final String DOCUMENTS = "/namespaces/__default__/documents/";

  /** Returns responses in which a query finds 10 ids. */
  static CannedResponses small() {
    return with(SMALL, false);
  }

  /** Returns responses in which a query finds 100 vectors with values and metadata. */
  static CannedResponses large() {
    return with(VECTORS, true);
  }

  private static CannedResponses with(int matches, boolean values) {
    return new CannedResponses(
        Map.of(
            "VectorService/Upsert",
            UpsertResponse.newBuilder().setUpsertedCount(VECTORS).build().toByteArray(),
            "VectorService/Query",
            query(matches, values).toByteArray(),
            "VectorService/Fetch",
            fetch().toByteArray()),
        Map.of(
            "/vectors/upsert",
            bytes("{\"upsertedCount\":" + VECTORS + "}"),
            "/query",
            bytes(queryJson(matches, values)),
            "/vectors/fetch",
            bytes(fetchJson()),
            DOCUMENTS + "upsert",
            bytes("{\"upserted_count\":" + VECTORS + "}"),
            DOCUMENTS + "search",
            bytes(searchJson(matches, values)),
            DOCUMENTS + "fetch",
            bytes(fetchDocumentsJson())));
  }

  private static QueryResponse query(int matches, boolean values) {
    Embeddings embeddings = new Embeddings(SEED);
    QueryResponse.Builder response =
        QueryResponse.newBuilder().setUsage(Usage.newBuilder().setReadUnits(6));
    for (int i = 0; i < matches; i++) {
      ScoredVector.Builder match =
          ScoredVector.newBuilder().setId("vector-" + i).setScore(1 / (i + 1f));
      if (values) {
        for (float value : embeddings.next(DIMENSION)) {
          match.addValues(value);
        }
        match.setMetadata(metadata(i));
      }
      response.addMatches(match);
    }
    return response.build();
  }

  private static FetchResponse fetch() {
    Embeddings embeddings = new Embeddings(SEED);
    FetchResponse.Builder response =
        FetchResponse.newBuilder().setUsage(Usage.newBuilder().setReadUnits(10));
    for (int i = 0; i < VECTORS; i++) {
      Vector.Builder vector = Vector.newBuilder().setId("vector-" + i).setMetadata(metadata(i));
      for (float value : embeddings.next(DIMENSION)) {
        vector.addValues(value);
      }
      response.putVectors("vector-" + i, vector.build());
    }
    return response.build();
  }

  private static Struct metadata(int i) {
    return Struct.newBuilder()
        .putFields("title", Value.newBuilder().setStringValue("Title number " + i).build())
        .putFields("year", Value.newBuilder().setNumberValue(1_900 + i).build())
        .putFields("draft", Value.newBuilder().setBoolValue(i % 2 == 0).build())
        .build();
  }

  private static String queryJson(int matches, boolean values) {
    Embeddings embeddings = new Embeddings(SEED);
    return IntStream.range(0, matches)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "{\"id\":\"vector-%d\",\"score\":%s%s}",
                    i,
                    1 / (i + 1f),
                    values ? "," + vectorJson(embeddings, i) : ",\"values\":[]"))
        .collect(
            Collectors.joining(
                ",",
                "{\"results\":[],\"matches\":[",
                "],\"namespace\":\"\",\"usage\":{\"readUnits\":6}}"));
  }

  private static String fetchJson() {
    Embeddings embeddings = new Embeddings(SEED);
    return IntStream.range(0, VECTORS)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "\"vector-%d\":{\"id\":\"vector-%d\",%s}",
                    i,
                    i,
                    vectorJson(embeddings, i)))
        .collect(
            Collectors.joining(
                ",", "{\"vectors\":{", "},\"namespace\":\"\",\"usage\":{\"readUnits\":10}}"));
  }

  private static String searchJson(int matches, boolean values) {
    Embeddings embeddings = new Embeddings(SEED);
    return IntStream.range(0, matches)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "{\"_id\":\"vector-%d\",\"_score\":%s%s}",
                    i,
                    1 / (i + 1f),
                    values ? "," + fieldsJson(embeddings, i) : ""))
        .collect(
            Collectors.joining(
                ",",
                "{\"matches\":[",
                "],\"namespace\":\"__default__\",\"usage\":{\"read_units\":6}}"));
  }

  private static String fetchDocumentsJson() {
    Embeddings embeddings = new Embeddings(SEED);
    return IntStream.range(0, VECTORS)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "\"vector-%d\":{\"_id\":\"vector-%d\",%s}",
                    i,
                    i,
                    fieldsJson(embeddings, i)))
        .collect(
            Collectors.joining(
                ",",
                "{\"documents\":{",
                "},\"namespace\":\"__default__\",\"usage\":{\"read_units\":10}}"));
  }

  /** Returns the members of a document that correspond to the members of a vector. */
  private static String fieldsJson(Embeddings embeddings, int i) {
    return "\"embedding\":" + valuesJson(embeddings) + "," + metadataJson(i);
  }

  private static String vectorJson(Embeddings embeddings, int i) {
    return "\"values\":" + valuesJson(embeddings) + ",\"metadata\":{" + metadataJson(i) + "}";
  }

  private static String valuesJson(Embeddings embeddings) {
    StringBuilder json = new StringBuilder("[");
    float[] values = embeddings.next(DIMENSION);
    for (int j = 0; j < values.length; j++) {
      json.append(j == 0 ? "" : ",").append(values[j]);
    }
    return json.append("]").toString();
  }

  private static String metadataJson(int i) {
    return String.format(
        Locale.ROOT,
        "\"title\":\"Title number %d\",\"year\":%d,\"draft\":%b",
        i,
        1_900 + i,
        i % 2 == 0);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
