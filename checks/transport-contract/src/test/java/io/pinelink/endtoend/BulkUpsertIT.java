package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.RateLimit;
import io.pinelink.testsupport.Indexes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests loads over real sockets and TLS, with failures: every id is accounted for. */
class BulkUpsertIT {
  private static final int VECTORS = 3_000;
  private static final int BATCH = 50;

  /** A rate limit at which the batches after the first ones take three seconds. */
  private static final int PER_SECOND = 15;

  private static final Duration LONG = Duration.ofSeconds(60);

  /** Long enough for three batches on a busy machine, once there is a connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @FunctionalInterface
  private interface Scenario {
    void run(EmbeddedPinecone server, Index index) throws Exception;
  }

  private static void with(Protocol protocol, Scenario scenario) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      scenario.run(server, client.index("docs"));
    }
  }

  private static BulkOptions.Builder options() {
    return BulkOptions.builder().maxBatchItems(BATCH).timeout(LONG);
  }

  private static Stream<Vector> vectors() {
    return IntStream.range(0, VECTORS).mapToObj(BulkUpsertIT::vector);
  }

  private static Vector vector(int i) {
    return Vector.of("v" + i, new float[] {i, 1});
  }

  private static Set<String> stored(Index index) {
    Set<String> ids = new HashSet<>();
    index.listAllIds().forEach(ids::add);
    return ids;
  }

  private static Set<String> all() {
    return new HashSet<>(vectors().map(Vector::id).toList());
  }

  private static void assertAccounted(BulkReport report) {
    assertThat(report.accepted() + report.rejected() + report.unknown() + report.unsent())
        .isEqualTo(report.read());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyVectorArrivesAndIsVisible(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          BulkReport report =
              index.bulkUpsert(BulkSource.of(vectors()), options().awaitVisible(LONG).build());
          assertThat(report.accepted()).isEqualTo(VECTORS);
          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void throttlingSlowsTheOperationAndLosesNothing(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Fault slow = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down");
          Fault later = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "later", Duration.ofSeconds(1));
          Fault good = Fault.delay(Duration.ZERO);
          server.faults().next("upsert", good, slow, good, slow, slow, good, later);
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
          assertThat(server.faults().pending()).isEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource({"GRPC, 1", "GRPC, 4", "REST, 1", "REST, 4"})
  void aUsedUpMonthlyQuotaEndsTheOperationAtOnceAndItResumesLater(
      Protocol protocol, int inFlight, @TempDir Path folder) throws Exception {
    with(
        protocol,
        (server, index) -> {
          ActiveFault spent =
              server
                  .faults()
                  .add(
                      FaultRule.builder(
                              Fault.refuse(
                                  ErrorCode.RESOURCE_EXHAUSTED,
                                  "Request failed. You've reached your write unit limit for the"
                                      + " current month (2000000). To continue writing data,"
                                      + " upgrade your plan."))
                          .operations("upsert")
                          .after(3)
                          .build());
          BulkOptions options =
              options()
                  .concurrency(inFlight, inFlight)
                  .checkpoint(folder.resolve("load.checkpoint"))
                  .collectFailures()
                  .build();
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options);

          assertThat(report.ending()).isEqualTo(BulkOutcome.REFUSED);
          assertThat(report.cause().orElseThrow()).isInstanceOf(QuotaExhaustedException.class);
          assertThat(report.accepted()).isEqualTo(3 * BATCH).isEqualTo(stored(index).size());
          assertThat(report.rejected()).isZero();
          assertThat(report.unknown()).isZero();
          assertAccounted(report);
          // One call, and those that were in flight with it.
          assertThat(spent.strikes()).isBetween(1L, (long) inFlight);

          spent.remove();
          BulkReport resumed = index.bulkUpsert(BulkSource.of(vectors()), options);
          assertThat(resumed.isClean()).isTrue();
          // A batch that was accepted after one without an outcome is sent again.
          long recorded = inFlight == 1 ? 3 * BATCH : 0;
          assertThat(resumed.skipped()).isBetween(recorded, 3L * BATCH);
          assertThat(resumed.skipped() + resumed.accepted()).isEqualTo(all().size());
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aBatchWhoseResponseCountsFewerVectorsIsSentAgain(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          byte[] three =
              protocol == Protocol.GRPC
                  ? new byte[] {8, 3}
                  : "{\"upsertedCount\":3}".getBytes(StandardCharsets.UTF_8);
          server.faults().next("upsert", Fault.body(three), Fault.body(three));
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());

          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
          assertThat(server.faults().pending()).isEmpty();
        });
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostUnderARateLimit(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          RateLimit limit = server.faults().limit("upsert", PER_SECOND);
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(limit.refused()).isPositive();
          assertThat(limit.taken()).isEqualTo(VECTORS / BATCH);
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostIfAFifthOfTheCallsFails(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Fault good = Fault.delay(Duration.ZERO);
          Fault bad = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
          for (int i = 0; i < 30; i++) {
            server.faults().next("upsert", good, good, bad, good, good);
          }
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostIfConnectionsBreak(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Fault good = Fault.delay(Duration.ZERO);
          server
              .faults()
              .next(
                  "upsert",
                  good,
                  Fault.drop(),
                  good,
                  Fault.breakOff(),
                  Fault.goAway(),
                  good,
                  Fault.drop());
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void invalidVectorsAreReportedAndTheOthersAreWritten(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Set<Integer> bad = Set.of(0, 77, 78, 2_999);
          Stream<Vector> mixed =
              IntStream.range(0, VECTORS)
                  .mapToObj(
                      i -> bad.contains(i) ? Vector.of("v" + i, new float[] {1, 2, 3}) : vector(i));
          assertThatThrownBy(() -> index.bulkUpsert(BulkSource.of(mixed), options().build()))
              .isInstanceOfSatisfying(
                  BulkException.class,
                  failure -> {
                    assertThat(failure.report().accepted()).isEqualTo(VECTORS - 4);
                    assertThat(failure.report().failures())
                        .extracting(BulkFailure::position)
                        .containsExactlyInAnyOrder(0L, 77L, 78L, 2_999L);
                    assertAccounted(failure.report());
                  });
          Set<String> expected = all();
          bad.forEach(i -> expected.remove("v" + i));
          assertThat(stored(index)).isEqualTo(expected);
        });
  }

  /** Opens a connection, and makes the server answer three more upserts and then hang. */
  private static void hangAfterThree(EmbeddedPinecone server, Index index) {
    index.namespace("connected").upsert(List.of(vector(0)));
    Fault good = Fault.delay(Duration.ZERO);
    server.faults().next("upsert", good, good, good);
    for (int i = 0; i < 100; i++) {
      server.faults().next("upsert", Fault.hang());
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theDeadlineEndsAnOperationOnAHangingServer(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          hangAfterThree(server, index);
          Index patient = index.with(CallOptions.defaults().timeout(LONG));
          BulkReport report =
              patient.bulkUpsert(
                  BulkSource.of(vectors()), options().timeout(PATIENCE).collectFailures().build());
          assertThat(report.ending()).isEqualTo(BulkOutcome.DEADLINE);
          assertThat(report.accepted()).isEqualTo(150);
          assertThat(report.unknown()).isPositive();
          assertAccounted(report);
          assertThat(stored(index)).hasSize(150);
        });
  }

  /** One call in three meets a connection that accepts no more calls, until the end. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostIfTheServerKeepsSendingGoAway(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Fault good = Fault.delay(Duration.ZERO);
          for (int i = 0; i < 20; i++) {
            server.faults().next("upsert", good, good, Fault.goAway());
          }
          BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(stored(index)).isEqualTo(all());
          assertThat(server.faults().pending()).isEmpty();
        });
  }

  /**
   * The rate limit makes the load last for some seconds. Once per second a connection accepts no
   * more calls: over gRPC the server sends {@code GOAWAY}, over HTTP/1.1, which has no equivalent,
   * it closes the connection.
   */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostIfTheServerSendsGoAwayEverySecond(Protocol protocol) throws Exception {
    ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor();
    try {
      with(
          protocol,
          (server, index) -> {
            server.faults().limit("upsert", PER_SECOND);
            AtomicInteger goodbyes = new AtomicInteger();
            var unused =
                everySecond.scheduleAtFixedRate(
                    () -> {
                      // Later ones would strike each attempt of a last batch that is alone.
                      if (goodbyes.get() < VECTORS / BATCH / PER_SECOND) {
                        server.faults().next("upsert", Fault.goAway());
                        goodbyes.incrementAndGet();
                      }
                    },
                    0,
                    1,
                    TimeUnit.SECONDS);
            BulkReport report = index.bulkUpsert(BulkSource.of(vectors()), options().build());
            assertThat(report.isClean()).isTrue();
            assertThat(goodbyes.get() - server.faults().pending().size()).isGreaterThanOrEqualTo(3);
            assertThat(stored(index)).isEqualTo(all());
          });
    } finally {
      everySecond.shutdownNow();
    }
  }

  /** The service executes calls but responds after their deadline, so they are retried. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothingIsLostIfResponsesArriveAfterTheirDeadlines(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          Fault good = Fault.delay(Duration.ZERO);
          Fault late = Fault.delay(Duration.ofSeconds(4));
          server.faults().next("upsert", good, late, good, late, late);
          Index hasty = index.with(CallOptions.defaults().timeout(Duration.ofSeconds(2)));
          BulkReport report = hasty.bulkUpsert(BulkSource.of(vectors()), options().build());
          assertThat(report.isClean()).isTrue();
          assertThat(report.accepted()).isEqualTo(VECTORS);
          assertThat(stored(index)).isEqualTo(all());
        });
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStallEndsTheOperationAndEveryVectorIsAccountedFor(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          hangAfterThree(server, index);
          Index patient = index.with(CallOptions.defaults().timeout(LONG));
          BulkReport report =
              patient.bulkUpsert(
                  BulkSource.of(vectors()),
                  options().stallTimeout(PATIENCE).collectFailures().build());
          assertThat(report.ending()).isEqualTo(BulkOutcome.STALLED);
          assertThat(report.accepted()).isEqualTo(150);
          assertThat(report.unknown()).isPositive();
          assertAccounted(report);
          assertThat(stored(index)).hasSize(150);
        });
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anEndedOperationResumes(Protocol protocol, @TempDir Path folder) throws Exception {
    with(
        protocol,
        (server, index) -> {
          CompletableFuture<BulkReport> ended = new CompletableFuture<>();
          CompletableFuture<Void> halfway = new CompletableFuture<>();
          CompletableFuture<CompletableFuture<BulkReport>> started = new CompletableFuture<>();
          BulkListener listener =
              new BulkListener() {
                @Override
                public void progress(BulkProgress progress) {
                  if (progress.accepted() >= 500) {
                    halfway.complete(null);
                  }
                }

                @Override
                public void ended(BulkReport report) {
                  ended.complete(report);
                }
              };
          BulkOptions.Builder options =
              options().checkpoint(folder.resolve("load")).checkpointInterval(Duration.ofNanos(1));
          Stream<Vector> killed =
              vectors()
                  .peek(
                      vector -> {
                        if (vector.id().equals("v2000")) {
                          halfway.orTimeout(60, TimeUnit.SECONDS).join();
                          started.join().cancel(true);
                        }
                      });
          started.complete(
              index
                  .async()
                  .bulkUpsert(
                      BulkSource.of(killed),
                      options.listener(listener).progressInterval(Duration.ofMillis(5)).build()));
          BulkReport first = ended.get(60, TimeUnit.SECONDS);
          assertThat(first.ending()).isEqualTo(BulkOutcome.CANCELLED);
          assertAccounted(first);
          assertThat(stored(index).size()).isLessThan(VECTORS);

          BulkReport second =
              index.bulkUpsert(
                  BulkSource.of(vectors()), options.listener(new BulkListener() {}).build());
          assertThat(second.isClean()).isTrue();
          assertThat(second.skipped()).isBetween(50L, first.accepted());
          assertThat(second.skipped() + second.read()).isEqualTo(VECTORS);
          assertThat(stored(index)).isEqualTo(all());
          assertThat(folder.resolve("load")).doesNotExist();
        });
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void severalOperationsRunConcurrentlyAndFromAPublisher(Protocol protocol) throws Exception {
    with(
        protocol,
        (server, index) -> {
          CompletableFuture<BulkReport> published;
          CompletableFuture<BulkReport> listed;
          // Closing it ends the operation.
          try (SubmissionPublisher<Vector> publisher = new SubmissionPublisher<>()) {
            published = index.async().bulkUpsert(BulkSource.of(publisher), options().build());
            List<Vector> first = vectors().limit(1_000).toList();
            listed = index.async().bulkUpsert(BulkSource.of(first), options().build());
            vectors().skip(1_000).forEach(publisher::submit);
          }
          assertThat(published.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(VECTORS - 1_000);
          assertThat(listed.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(1_000);
          assertThat(stored(index)).isEqualTo(all());
        });
  }
}
