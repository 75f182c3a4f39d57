package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a server that keeps no vectors still proves which vectors it received. */
class CountingIT {
  private static final int VECTORS = 5_000;

  @FunctionalInterface
  private interface Scenario {
    void run(EmbeddedPinecone server, Pinelink client, Index index) throws Exception;
  }

  private static void with(Protocol protocol, Scenario scenario) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().countingOnly().start();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      scenario.run(server, client, Indexes.create(client, "docs", Metric.DOT_PRODUCT));
    }
  }

  private static Vector vector(int i) {
    return Vector.builder("v" + i)
        .values(new float[] {(i + 1) / 7f, -i * 1e-20f})
        .sparseValues(SparseValues.of(new int[] {-i - 1, i}, new float[] {0.1f, i + 0.3f}))
        .metadata(
            Metadata.builder()
                .put("number", i / 3.0)
                .put("odd", i % 2 == 1)
                .put("tags", List.of("õ" + i, "x"))
                .build())
        .build();
  }

  private static List<Vector> vectors() {
    return IntStream.range(0, VECTORS).mapToObj(CountingIT::vector).toList();
  }

  private static WriteCounts counts(EmbeddedPinecone server) {
    return Objects.requireNonNull(server.project().writeCounts("docs").get(""));
  }

  private static long checksum(List<Vector> vectors) {
    return vectors.stream().mapToLong(VectorChecksum::of).sum();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aLoadIsCountedAndCanBeChecked(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, client, index) -> {
          List<Vector> vectors = vectors();
          index.bulkUpsert(
              BulkSource.of(vectors),
              BulkOptions.builder().awaitVisible(Duration.ofSeconds(60)).build());
          WriteCounts once = new WriteCounts(VECTORS, VECTORS, checksum(vectors));
          assertThat(server.project().writeCounts("docs")).isEqualTo(Map.of("", once));
          assertThat(index.describeIndexStats().namespaces()).isEqualTo(Map.of("", (long) VECTORS));

          index.upsert(vectors.subList(10, 30));
          assertThat(counts(server))
              .isEqualTo(new WriteCounts(VECTORS + 20, VECTORS, once.checksum()));

          index.upsert(List.of(Vector.of("v7", new float[] {1, 2})));
          assertThat(counts(server).checksum()).isNotEqualTo(once.checksum());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void operationsThatNeedVectorsAreRefused(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, client, index) -> {
          index.upsert(List.of(vector(1), vector(2)));
          assertRefused(() -> index.query(QueryRequest.builder().vector(1, 2).topK(1).build()));
          assertRefused(() -> index.query(QueryRequest.builder().id("v1").topK(1).build()));
          assertRefused(() -> index.fetch(FetchRequest.byIds("v9", "v1")));
          assertRefused(() -> index.listAllIds().forEach(id -> {}));
          assertRefused(() -> index.delete(DeleteRequest.byIds("v1")));
          assertRefused(
              () ->
                  index.update(
                      UpdateRequest.builder("v1").metadata(Metadata.of("seen", "yes")).build()));
          assertRefused(() -> client.controlPlane().createBackup(CreateBackupRequest.of("docs")));
          assertThat(index.fetch(FetchRequest.byIds("v9")).vectors()).isEmpty();
          assertThat(counts(server).distinct()).isEqualTo(2);

          index.delete(DeleteRequest.all());
          assertThat(counts(server)).isEqualTo(new WriteCounts(2, 0, 0));
        });
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
        .hasMessageContaining("only counts what is written");
  }

  @Test
  void namespacesAreCountedApart() throws Exception {
    with(
        Protocol.GRPC,
        (server, client, index) -> {
          index.upsert(List.of(vector(1)));
          index.namespace("en").upsert(List.of(vector(1), vector(2)));
          assertThat(server.project().writeCounts("docs"))
              .isEqualTo(
                  Map.of(
                      "", new WriteCounts(1, 1, checksum(List.of(vector(1)))),
                      "en", new WriteCounts(2, 2, checksum(List.of(vector(1), vector(2))))));
          assertThat(server.project().indexes()).containsExactly("docs");
          assertThatIllegalArgumentException()
              .isThrownBy(() -> server.project().writeCounts("no"))
              .withMessage("there is no index no");
        });
  }

  @Test
  void readsSeeHeldWritesAfterTheirRelease() throws Exception {
    with(
        Protocol.GRPC,
        (server, client, index) -> {
          server.holdWrites();
          index.upsert(List.of(vector(1)));
          assertThat(index.describeIndexStats().totalVectorCount()).isZero();
          assertThat(counts(server).distinct()).isEqualTo(1);
          server.releaseWrites();
          assertThat(index.describeIndexStats().totalVectorCount()).isEqualTo(1);
        });
  }

  @Test
  void aServerThatKeepsEverythingHasNoCounts() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);

      assertThatThrownBy(() -> server.project().writeCounts("docs"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the server stores vectors and does not only count them");
    }
  }
}
