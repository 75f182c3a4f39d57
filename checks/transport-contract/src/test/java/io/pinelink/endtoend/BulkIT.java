package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests bulk deletes, fetches and updates over real sockets and TLS, with failures. */
@Tag("slow")
class BulkIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Fault GOOD = Fault.delay(Duration.ZERO);
  private static final Fault BAD = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
  private static final Fault SLOW = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");
  private static final Fault LATER =
      Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "later", Duration.ofSeconds(1));

  @FunctionalInterface
  private interface Scenario {
    void run(EmbeddedPinecone server, Index index) throws Exception;
  }

  /** A consumer that collects the fetched vectors. */
  private static final class Collector implements FetchConsumer<Vector> {
    private final Map<String, Vector> found = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private int calls;

    @Override
    public void found(Vector vector) {
      calls++;
      found.put(vector.id(), vector);
    }

    @Override
    public void missing(String id) {
      calls++;
      missing.add(id);
    }
  }

  private static void with(Protocol protocol, int vectors, Scenario scenario) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      Stream<Vector> all =
          IntStream.range(0, vectors).mapToObj(i -> Vector.of("v" + i, new float[] {i, 1}));
      assertThat(index.bulkUpsert(BulkSource.of(all), options().build()).isClean()).isTrue();
      scenario.run(server, index);
    }
  }

  private static BulkOptions.Builder options() {
    return BulkOptions.builder().timeout(LONG);
  }

  private static Stream<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "v" + i);
  }

  private static long requests(EmbeddedPinecone server, Operation<?, ?> operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation.name()))
        .count();
  }

  /** Scripts throttling, then the failure of a fifth of the given number of calls. */
  private static void trouble(EmbeddedPinecone server, Operation<?, ?> operation, int calls) {
    server.faults().next(operation.name(), GOOD, SLOW, GOOD, SLOW, SLOW, LATER);
    for (int i = 0; i < calls / 5; i++) {
      server.faults().next(operation.name(), GOOD, GOOD, BAD, GOOD, GOOD);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void deletesHalfOfTheVectorsAndKeepsTheRest(Protocol protocol) throws Exception {
    with(
        protocol,
        10_000,
        (server, index) -> {
          trouble(server, DataOperations.DELETE, 100);
          Stream<String> even = ids(0, 10_000).filter(id -> (id.charAt(id.length() - 1) & 1) == 0);

          BulkReport report =
              index.bulkDelete(
                  BulkSource.of(even), options().maxBatchItems(50).awaitVisible(LONG).build());

          assertThat(report.isClean()).isTrue();
          assertThat(report.accepted()).isEqualTo(5_000);
          Set<String> left = new HashSet<>();
          index.listAllIds().forEach(left::add);
          assertThat(left).hasSize(5_000).allMatch(id -> (id.charAt(id.length() - 1) & 1) == 1);
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void deletesAThousandIdsPerCall(Protocol protocol) throws Exception {
    with(
        protocol,
        3_000,
        (server, index) -> {
          server.clearRequests();

          BulkReport report =
              index.bulkDelete(BulkSource.of(ids(0, 3_000).toList()), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(requests(server, DataOperations.DELETE)).isEqualTo(3);
          assertThat(index.listAllIds()).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void fetchesExistingVectorsAndReportsMissingOnes(Protocol protocol) throws Exception {
    with(
        protocol,
        3_000,
        (server, index) -> {
          trouble(server, DataOperations.FETCH, 80);
          Collector collector = new Collector();

          BulkReport report =
              index.bulkFetch(
                  BulkSource.of(ids(500, 4_000)), options().maxBatchItems(50).build(), collector);

          assertThat(report.isClean()).isTrue();
          assertThat(report.accepted()).isEqualTo(3_500);
          assertThat(collector.calls).isEqualTo(3_500);
          assertThat(collector.found).hasSize(2_500);
          assertThat(collector.found.values())
              .allSatisfy(
                  vector ->
                      assertThat(vector.values())
                          .containsExactly(Float.parseFloat(vector.id().substring(1)), 1));
          assertThat(collector.missing)
              .containsExactlyInAnyOrderElementsOf(ids(3_000, 4_000).toList());
        });
  }

  /** Ids that do not fit into one URL are sent in several calls, each throttled separately. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void longIdsAreFetchedInRequestsOfLimitedSize(Protocol protocol) throws Exception {
    with(
        protocol,
        1,
        (server, index) -> {
          List<String> signs =
              IntStream.range(100, 200).mapToObj(i -> i + "/?".repeat(200)).toList();
          index.upsert(signs.stream().map(id -> Vector.of(id, new float[] {1, 1})).toList());
          server.clearRequests();
          Collector collector = new Collector();

          BulkReport report = index.bulkFetch(BulkSource.of(signs), options().build(), collector);

          assertThat(report.isClean()).isTrue();
          assertThat(collector.found.keySet()).containsExactlyInAnyOrderElementsOf(signs);
          // Each id takes 3 + 3 · 400 and "&ids=": six fit into 8,000.
          assertThat(requests(server, DataOperations.FETCH))
              .isEqualTo(protocol == Protocol.GRPC ? 1 : 17);
        });
  }

  /** A response has at most 4 MiB; all of these vectors together have 8 MiB. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void largeVectorsAreFetchedInResponsesOfLimitedSize(Protocol protocol) throws Exception {
    with(
        protocol,
        1,
        (server, index) -> {
          Metadata large = Metadata.of("text", "x".repeat(38_000));
          List<Vector> vectors =
              IntStream.range(0, 220)
                  .mapToObj(i -> Vector.of("l" + i, new float[] {1, i}, large))
                  .toList();
          index.bulkUpsert(BulkSource.of(vectors), options().build());
          Collector collector = new Collector();

          BulkReport report =
              index.bulkFetch(
                  BulkSource.of(vectors.stream().map(Vector::id).toList()),
                  options().build(),
                  collector);

          assertThat(report.isClean()).isTrue();
          assertThat(collector.found.values()).containsExactlyInAnyOrderElementsOf(vectors);
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void updatesTheMetadataOfEachVector(Protocol protocol) throws Exception {
    with(
        protocol,
        500,
        (server, index) -> {
          trouble(server, DataOperations.UPDATE, 500);
          Stream<UpdateRequest> updates =
              ids(0, 500)
                  .map(
                      id ->
                          UpdateRequest.builder(id)
                              .metadata(Metadata.of("seen", "in " + id))
                              .build());

          BulkReport report = index.bulkUpdate(BulkSource.of(updates), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(report.accepted()).isEqualTo(500);
          Collector collector = new Collector();
          index.bulkFetch(BulkSource.of(ids(0, 500)), options().build(), collector);
          assertThat(collector.found.values())
              .hasSize(500)
              .allMatch(
                  vector -> vector.metadata().asMap().equals(Map.of("seen", "in " + vector.id())));
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void operationsOfSeveralKindsRunConcurrentlyAndFromAPublisher(Protocol protocol)
      throws Exception {
    with(
        protocol,
        2_000,
        (server, index) -> {
          Collector collector = new Collector();
          CompletableFuture<BulkReport> fetched;
          CompletableFuture<BulkReport> deleted;
          // Closing it ends the operation.
          try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
            fetched =
                index.async().bulkFetch(BulkSource.of(publisher), options().build(), collector);
            deleted = index.async().bulkDelete(BulkSource.of(ids(1_000, 2_000)), options().build());
            ids(0, 1_000).forEach(publisher::submit);
          }
          assertThat(fetched.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(1_000);
          assertThat(deleted.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(1_000);
          assertThat(collector.found).hasSize(1_000);
          assertThat(index.listAllIds()).hasSize(1_000);
        });
  }
}
