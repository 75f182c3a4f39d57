package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.grpc.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one protocol stores the other returns, and both find the same, to the last bit. */
class ProtocolsAgreeProperties {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final int DIMENSION = 5;
  private static final long SEED = 20260401;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final EmbeddedPinecone pinecone = EmbeddedPinecone.start();
  private final TestClients clients = new TestClients(pinecone);
  private final VectorServiceBlockingStub grpc =
      clients.stub(Listener.PUBLIC_DATA, HOST, EmbeddedPinecone.API_KEY);

  @BeforeEach
  void createIndex() {
    String body =
        """
        {"name":"docs","dimension":%d,"metric":"dotproduct",
         "spec":{"serverless":{"cloud":"aws","region":"us-east-1"}}}"""
            .formatted(DIMENSION);
    assertThat(
            clients
                .http(
                    Listener.CONTROL,
                    "api.pinecone.io",
                    "POST",
                    "/indexes",
                    EmbeddedPinecone.API_KEY,
                    body)
                .status())
        .isEqualTo(201);
  }

  @AfterEach
  void close() {
    clients.close();
    pinecone.close();
  }

  @Test
  void storedOverEitherAndReadOverTheOther() {
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      vectors.add(randomVector("v" + i));
    }
    grpc.upsert(UpsertRequest.newBuilder().addAllVectors(vectors.subList(0, 100)).build());
    StringBuilder body = new StringBuilder("{\"vectors\":[");
    vectors.subList(100, 200).forEach(vector -> body.append(json(vector)).append(','));
    rest("POST", "/vectors/upsert", body.deleteCharAt(body.length() - 1) + "]}");

    for (int round = 0; round < 20; round++) {
      Vector query = randomVector("q");
      QueryRequest request =
          QueryRequest.newBuilder()
              .setTopK(1 + random.nextInt(200))
              .addAllVector(query.getValuesList())
              .setSparseVector(query.getSparseValues())
              .setIncludeValues(true)
              .setIncludeMetadata(true)
              .setFilter(struct("rank", Value.newBuilder().setNumberValue(3).build()))
              .build();
      List<ScoredVector> expected = grpc.query(request).getMatchesList();

      JsonNode found =
          rest(
              "POST",
              "/query",
              "{\"topK\":"
                  + request.getTopK()
                  + ",\"includeValues\":true,\"includeMetadata\":true,\"filter\":{\"rank\":3},"
                  + "\"vector\":"
                  + query.getValuesList()
                  + ",\"sparseVector\":"
                  + json(query.getSparseValues())
                  + "}");

      assertThat(StreamSupport.stream(found.path("matches").spliterator(), false).map(this::match))
          .as("seed " + SEED + ", round " + round)
          .containsExactlyElementsOf(expected);
    }
    for (Vector vector : vectors) {
      assertThat(
              vector(
                  rest("GET", "/vectors/fetch?ids=" + vector.getId(), "")
                      .at("/vectors/" + vector.getId())))
          .isEqualTo(
              grpc.fetch(FetchRequest.newBuilder().addIds(vector.getId()).build())
                  .getVectorsOrThrow(vector.getId()));
    }
  }

  private Vector randomVector(String id) {
    Vector.Builder vector = Vector.newBuilder().setId(id);
    for (int i = 0; i < DIMENSION; i++) {
      vector.addValues(randomFloat());
    }
    if (random.nextBoolean()) {
      SparseValues.Builder sparse = SparseValues.newBuilder();
      for (int i = 0; i < 4; i++) {
        // Ascending as unsigned numbers, some above what an int holds.
        sparse.addIndices(i * 0x4000_0000 + random.nextInt(2)).addValues(randomFloat());
      }
      vector.setSparseValues(sparse);
    }
    return vector
        .setMetadata(
            struct("rank", Value.newBuilder().setNumberValue(random.nextInt(5)).build()).toBuilder()
                .putFields("x", Value.newBuilder().setNumberValue(random.nextDouble()).build()))
        .build();
  }

  private float randomFloat() {
    return (random.nextFloat() + 0.001f) * (random.nextBoolean() ? 1e-3f : -1e9f);
  }

  private static Struct struct(String field, Value value) {
    return Struct.newBuilder().putFields(field, value).build();
  }

  private static String json(Vector vector) {
    Struct metadata = vector.getMetadata();
    return "{\"id\":\""
        + vector.getId()
        + "\",\"values\":"
        + vector.getValuesList()
        + ",\"sparseValues\":"
        + json(vector.getSparseValues())
        + ",\"metadata\":{\"rank\":"
        + metadata.getFieldsOrThrow("rank").getNumberValue()
        + ",\"x\":"
        + metadata.getFieldsOrThrow("x").getNumberValue()
        + "}}";
  }

  private static String json(SparseValues sparse) {
    return "{\"indices\":"
        + sparse.getIndicesList().stream().map(Integer::toUnsignedString).toList()
        + ",\"values\":"
        + sparse.getValuesList()
        + "}";
  }

  private ScoredVector match(JsonNode json) {
    Vector vector = vector(json);
    ScoredVector.Builder match =
        ScoredVector.newBuilder()
            .setId(vector.getId())
            .setScore(Float.parseFloat(json.path("score").asText()))
            .addAllValues(vector.getValuesList())
            .setMetadata(vector.getMetadata());
    if (vector.hasSparseValues()) {
      match.setSparseValues(vector.getSparseValues());
    }
    return match.build();
  }

  private Vector vector(JsonNode json) {
    Vector.Builder vector = Vector.newBuilder().setId(json.path("id").textValue());
    json.path("values").forEach(value -> vector.addValues(Float.parseFloat(value.asText())));
    JsonNode sparse = json.path("sparseValues");
    if (!sparse.isMissingNode()) {
      SparseValues.Builder values = SparseValues.newBuilder();
      sparse.path("indices").forEach(index -> values.addIndices((int) index.longValue()));
      sparse.path("values").forEach(v -> values.addValues(Float.parseFloat(v.asText())));
      vector.setSparseValues(values);
    }
    Struct.Builder metadata = Struct.newBuilder();
    json.path("metadata")
        .properties()
        .forEach(
            field ->
                metadata.putFields(
                    field.getKey(),
                    Value.newBuilder().setNumberValue(field.getValue().doubleValue()).build()));
    return vector.setMetadata(metadata).build();
  }

  private JsonNode rest(String method, String path, String body) {
    var response =
        clients.http(Listener.PUBLIC_DATA, HOST, method, path, EmbeddedPinecone.API_KEY, body);
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response.json();
  }
}
