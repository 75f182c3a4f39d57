package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that a client with fewer digits of floats sends rounded values over REST, and only there.
 */
class FloatDigitsIT {
  private static final float[] VALUES = {0.12345679f, -12_345.678f, 9.9996f, 0.25f};
  private static final float[] ROUNDED = {0.123f, -12_300f, 10, 0.25f};
  private static final long[] INDICES = {1, 2, 3, 4};
  private static final double NUMBER = 0.123456789;

  private EmbeddedPinecone server;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pinelink client(Protocol protocol) {
    Pinelink.Builder builder = server.clientBuilder().restFloatDigits(3);
    return protocol == Protocol.REST
        ? builder.protocols(Protocol.REST).build()
        : builder.protocols(Protocol.GRPC, Protocol.REST).build();
  }

  private static float[] expected(Protocol protocol) {
    return protocol == Protocol.REST ? ROUNDED : VALUES;
  }

  private static Index index(Pinelink client) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("docs", Indexes.REGION)
                .dimension(VALUES.length)
                .metric(Metric.DOT_PRODUCT)
                .build());
    return client.index("docs");
  }

  private static Vector vector(String id, float[] values) {
    return Vector.builder(id)
        .values(values)
        .sparseValues(SparseValues.of(INDICES, values))
        .metadata(Metadata.builder().put("n", NUMBER).build())
        .build();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void upsertsAndUpdatesAreRoundedOverRest(Protocol protocol) {
    Vector given = vector("given", VALUES);
    try (Pinelink client = client(protocol)) {
      Index index = index(client);
      index.upsert(List.of(given, vector("changed", new float[] {1, 2, 3, 4})));
      index.update(
          UpdateRequest.builder("changed")
              .values(VALUES)
              .sparseValues(SparseValues.of(INDICES, VALUES))
              .build());
      index.bulkUpsert(BulkSource.of(Stream.of(vector("bulk", VALUES))), BulkOptions.defaults());

      assertThat(index.fetch(FetchRequest.byIds("given", "changed", "bulk")).vectors().values())
          .containsExactlyInAnyOrder(
              vector("given", expected(protocol)),
              vector("changed", expected(protocol)),
              vector("bulk", expected(protocol)));
    }
    assertThat(given).isEqualTo(vector("given", VALUES));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void queriesAreRoundedOverRest(Protocol protocol) {
    try (Pinelink client = client(protocol)) {
      Index index = index(client);
      index.upsert(List.of(Vector.of("x", new float[] {1, 0, 0, 0})));

      assertThat(index.query(QueryRequest.builder().vector(VALUES).topK(1).build()).matches())
          .singleElement()
          .satisfies(match -> assertThat(match.score()).isEqualTo(expected(protocol)[0]));
    }
  }

  @Test
  void documentsAreRounded() {
    try (Pinelink client = client(Protocol.GRPC)) {
      IndexSchema schema =
          IndexSchema.builder()
              .denseVector("dense", VALUES.length, Metric.COSINE)
              .sparseVector("sparse")
              .build();
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder("articles", schema, Indexes.REGION).build());
      DocumentIndex index = client.documents("articles");
      index.upsert(List.of(document(VALUES)));

      assertThat(index.fetch(FetchDocumentsRequest.byIds(List.of("a"))).byId())
          .containsEntry("a", document(ROUNDED));
    }
  }

  private static Document document(float[] values) {
    return Document.builder("a")
        .put("dense", values)
        .put("sparse", SparseValues.of(INDICES, values))
        .put("n", NUMBER)
        .build();
  }
}
