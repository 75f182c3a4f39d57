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
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The prepared responses by the path of an operation: protobuf for gRPC, JSON for REST.
 *
 * @param protobuf the gRPC responses by paths like {@code VectorService/Query}
 * @param json the REST responses by paths like {@code /query}
 */
public record CannedResponses(Map<String, byte[]> protobuf, Map<String, byte[]> json) {
  private static final int DIMENSION = 1_536;
  private static final int VECTORS = 100;
  private static final int SMALL = 10;
  private static final long SEED = 5;
  private static final String DOCUMENTS = "/namespaces/__default__/documents/";

  /** Returns responses in which a query finds 10 ids. */
  public static CannedResponses small() {
    return new CannedResponses(
        protobuf(SMALL, false),
        json(
            SMALL,
            "{'id':'vector-#','score':SCORE,'values':[]}",
            "{'_id':'vector-#','_score':SCORE}"));
  }

  /** Returns responses in which a query finds 100 vectors with values and metadata. */
  public static CannedResponses large() {
    return new CannedResponses(
        protobuf(VECTORS, true),
        json(
            VECTORS,
            "{'id':'vector-#','score':SCORE,'values':VALUES,'metadata':{FIELDS}}",
            "{'_id':'vector-#','_score':SCORE,'embedding':VALUES,FIELDS}"));
  }

  private static Map<String, byte[]> protobuf(int matches, boolean values) {
    return Map.of(
        "VectorService/Upsert",
        UpsertResponse.newBuilder().setUpsertedCount(VECTORS).build().toByteArray(),
        "VectorService/Query",
        query(matches, values).toByteArray(),
        "VectorService/Fetch",
        fetch().toByteArray());
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

  private static Map<String, byte[]> json(int matches, String match, String foundDocument) {
    return Map.of(
        "/vectors/upsert",
        json("{'upsertedCount':" + VECTORS + "}", "", 0),
        "/query",
        json(
            "{'results':[],'matches':[...],'namespace':'','usage':{'readUnits':6}}",
            match,
            matches),
        "/vectors/fetch",
        json(
            "{'vectors':{...},'namespace':'','usage':{'readUnits':10}}",
            "'vector-#':{'id':'vector-#','values':VALUES,'metadata':{FIELDS}}",
            VECTORS),
        DOCUMENTS + "upsert",
        json("{'upserted_count':" + VECTORS + "}", "", 0),
        DOCUMENTS + "search",
        json(
            "{'matches':[...],'namespace':'__default__','usage':{'read_units':6}}",
            foundDocument,
            matches),
        DOCUMENTS + "fetch",
        json(
            "{'documents':{...},'namespace':'__default__','usage':{'read_units':10}}",
            "'vector-#':{'_id':'vector-#','embedding':VALUES,FIELDS}",
            VECTORS));
  }

  /** Returns an envelope whose dots are replaced by as many elements, in JSON. */
  private static byte[] json(String envelope, String element, int count) {
    Embeddings embeddings = new Embeddings(SEED);
    StringJoiner elements = new StringJoiner(",");
    for (int i = 0; i < count; i++) {
      elements.add(
          element
              .replace("FIELDS", "'title':'Title number #','year':YEAR,'draft':" + (i % 2 == 0))
              .replace("#", Integer.toString(i))
              .replace("YEAR", Integer.toString(1_900 + i))
              .replace("SCORE", Float.toString(1 / (i + 1f)))
              .replace("VALUES", Arrays.toString(embeddings.next(DIMENSION)).replace(", ", ",")));
    }
    return envelope
        .replace("...", elements.toString())
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }
}
