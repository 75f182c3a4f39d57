package io.pinelink.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that callers can reuse an array immediately after creating a vector or a query: the values
 * at that time are sent. The first call of a client returns before there is a connection, so it is
 * encoded long after the array was reused.
 */
class ReusedArraysIT {
  private static EmbeddedPinecone server;
  private static Pinelink control;
  private static Index docs;

  private final float[] values = {1, 0};
  private final List<Pinelink> clients = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    control = server.clientBuilder().build();
    docs = Indexes.create(control, "docs", Metric.DOT_PRODUCT);
  }

  @AfterAll
  static void stop() {
    control.close();
    server.close();
  }

  @BeforeEach
  void north() {
    docs.upsert(List.of(Vector.of("north", new float[] {0, 1})));
  }

  @AfterEach
  void close() {
    clients.forEach(Pinelink::close);
  }

  /** Returns the index of a client that has no connection yet. */
  private Index index(Protocol protocol) {
    Pinelink client = server.clientBuilder().protocols(protocol).build();
    clients.add(client);
    return client.indexAt(docs.route().host());
  }

  private static float[] stored(String id) {
    return vector(id).values();
  }

  private static Vector vector(String id) {
    return requireNonNull(docs.fetch(FetchRequest.byIds(id)).vectors().get(id));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anArrayCanBeReusedAfterAnUpsert(Protocol protocol) {
    Index index = index(protocol);
    index.upsert(List.of(Vector.of("sync", values)));

    Arrays.fill(values, 7);
    index.upsert(List.of(Vector.of("sync-2", new float[] {2, 2})));

    assertThat(stored("sync")).containsExactly(1, 0);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anArrayCanBeReusedDuringAnUpsert(Protocol protocol) {
    var written = index(protocol).async().upsert(List.of(Vector.of("async", values)));

    Arrays.fill(values, 7);
    assertThat(written.join().upsertedCount()).isEqualTo(1);
    assertThat(stored("async")).containsExactly(1, 0);

    Arrays.fill(values, 8);
    assertThat(stored("async")).containsExactly(1, 0);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anArrayCanBeReusedForTheNextVectorOfARequest(Protocol protocol) {
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values[1] = i;
      vectors.add(Vector.of("v" + i, values));
    }
    index(protocol).upsert(vectors);

    assertThat(IntStream.range(0, 100).mapToObj(i -> stored("v" + i)[1]))
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> (float) i).toList());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anArrayCanBeReusedWhileItsVectorWaitsForABatch(Protocol protocol) {
    try (BulkWriter<Void> writer = index(protocol).bulkWriter(BulkOptions.defaults())) {
      for (int i = 0; i < 10; i++) {
        values[1] = i;
        var unused = writer.send(BulkChange.upsert(Vector.of("c" + i, values)));
      }
    }

    assertThat(IntStream.range(0, 10).mapToObj(i -> stored("c" + i)[1]))
        .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> (float) i).toList());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anArrayCanBeReusedDuringAQuery(Protocol protocol) {
    values[0] = 0;
    values[1] = 3;
    CompletableFuture<QueryResponse> found =
        index(protocol).async().query(QueryRequest.builder().vector(values).topK(1).build());

    Arrays.fill(values, -5);

    assertThat(found.join().matches().get(0).score()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void arraysOfSparseValuesAndUpdatesCanBeReused(Protocol protocol) {
    int[] indices = {1, 2};
    float[] weights = {0.5f, 0.25f};
    var updated =
        index(protocol)
            .async()
            .update(
                UpdateRequest.builder("north")
                    .values(values)
                    .sparseValues(SparseValues.of(indices, weights))
                    .build());

    Arrays.fill(values, 7);
    Arrays.fill(weights, 7);
    Arrays.fill(indices, 7);

    updated.join();
    Vector north = vector("north");
    assertThat(north.values()).containsExactly(1, 0);
    assertThat(north.sparseValues())
        .contains(SparseValues.of(new int[] {1, 2}, new float[] {0.5f, 0.25f}));
  }
}
