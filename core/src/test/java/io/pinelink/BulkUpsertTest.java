package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.interceptor.CallInterceptor.Call;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests bulk operations through the client. */
@Timeout(20)
class BulkUpsertTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final UpsertResponse WRITTEN =
      new VectorResponses.UpsertResult(
          1_000, VectorResponses.info(null, "", 1L, null, ROUTE, Protocol.GRPC, 1));

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Pinelink client = Pinelink.builder().apiKey("any-api-key").transports(grpc).build();
  private final Index index = client.indexAt(HOST);

  private static Stream<Vector> vectors(int count) {
    return IntStream.range(0, count).mapToObj(i -> Vector.of("v" + i, new float[] {1}));
  }

  private List<Integer> batches(int count) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sizes.add(((UpsertRequest) grpc.next().request()).vectors().size());
    }
    return sizes;
  }

  @Test
  void batchesAreFilledByTheBytesThatTheTransportComputes() {
    grpc.counting = request -> 100_000 + 900_000L * ((UpsertRequest) request).vectors().size();
    grpc.answering(WRITTEN, WRITTEN, WRITTEN);

    BulkReport report = index.bulkUpsert(BulkSource.of(vectors(5)), BulkOptions.defaults());

    assertThat(batches(3)).containsExactly(2, 2, 1);
    assertThat(report.acceptedBytes()).isEqualTo(5 * 900_000);
  }

  @Test
  void batchesAreFilledByTheUpperBoundOfTheBytes() {
    grpc.counting = request -> 100 + 1_000L * ((UpsertRequest) request).vectors().size();
    grpc.bounding = request -> 100 + 900_000L * ((UpsertRequest) request).vectors().size();
    grpc.answering(WRITTEN, WRITTEN, WRITTEN);

    BulkReport report = index.bulkUpsert(BulkSource.of(vectors(5)), BulkOptions.defaults());

    assertThat(batches(3)).containsExactly(2, 2, 1);
    assertThat(report.acceptedBytes()).isEqualTo(5 * 900_000);
  }

  @Test
  void interceptorsDoNotHideTheBound() {
    grpc.counting = request -> 100 + 1_000L * ((UpsertRequest) request).vectors().size();
    grpc.bounding = request -> 100 + 900_000L * ((UpsertRequest) request).vectors().size();
    grpc.answering(WRITTEN, WRITTEN);
    try (Pinelink intercepted =
        Pinelink.builder()
            .apiKey("any-api-key")
            .transports(grpc)
            .interceptor(Call::proceed)
            .build()) {

      intercepted.indexAt(HOST).bulkUpsert(BulkSource.of(vectors(3)), BulkOptions.defaults());
    }

    assertThat(batches(2)).containsExactly(2, 1);
  }

  @Test
  void aVectorWhoseBoundIsAboveTheLimitIsSentIfItFits() {
    grpc.counting = request -> 100 + 1_999_900L * ((UpsertRequest) request).vectors().size();
    grpc.bounding = request -> 100 + 2_100_000L * ((UpsertRequest) request).vectors().size();
    grpc.answering(WRITTEN, WRITTEN);

    BulkReport report = index.bulkUpsert(BulkSource.of(vectors(2)), BulkOptions.defaults());

    assertThat(batches(2)).containsExactly(1, 1);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.acceptedBytes()).isEqualTo(2 * 1_999_900);
  }

  @Test
  void aVectorThatDoesNotFitIsRefusedWithItsExactSize() {
    grpc.counting = request -> 100 + 1_999_901L * ((UpsertRequest) request).vectors().size();
    grpc.bounding = request -> 100 + 2_100_000L * ((UpsertRequest) request).vectors().size();

    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(vectors(1)), BulkOptions.builder().collectFailures().build());

    assertThat(report.failures().get(0).reason())
        .hasMessage("'v0' takes 2000001 bytes as sent, expected at most 2000000");
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aMissingTransportIsReportedBeforeTheSourceIsRead() {
    Stream<TextRecord> unread = Stream.generate(() -> fail());
    assertThatIllegalStateException()
        .isThrownBy(
            () -> client.recordsAt(HOST).bulkUpsert(BulkSource.of(unread), BulkOptions.defaults()))
        .withMessageContaining("pinelink-rest");
  }

  private static TextRecord fail() {
    throw new AssertionError("read");
  }

  @Test
  void anInterruptEndsTheOperationAndTheListenerReceivesAFullReport() throws Exception {
    CompletableFuture<BulkReport> ended = new CompletableFuture<>();
    BulkListener listener =
        new BulkListener() {
          @Override
          public void ended(BulkReport report) {
            ended.complete(report);
          }
        };
    Stream<Vector> interrupting =
        vectors(10)
            .peek(
                vector -> {
                  if (vector.id().equals("v7")) {
                    Thread.currentThread().interrupt();
                  }
                });

    assertThatThrownBy(
            () ->
                index.bulkUpsert(
                    BulkSource.of(interrupting), BulkOptions.builder().listener(listener).build()))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).as("a checkpoint is complete before the report").isDone();
    BulkReport report = ended.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.CANCELLED);
    assertThat(report.read()).isEqualTo(8);
    assertThat(report.unsent()).isEqualTo(8);
  }

  @Test
  void aStreamIsClosedWhenTheBulkOperationIsOver() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    grpc.answering(WRITTEN);
    Stream<Vector> stream = vectors(3).onClose(() -> closed.complete(null));

    assertThat(index.bulkUpsert(BulkSource.of(stream), BulkOptions.defaults()).isClean()).isTrue();

    assertThat(closed).isDone();
  }

  @Test
  void bothNamesOfTheDefaultNamespaceAreEquivalent(@TempDir Path folder) {
    BulkOptions options =
        BulkOptions.builder().checkpoint(folder.resolve("load")).collectFailures().build();
    Stream<Vector> broken =
        Stream.concat(
            vectors(3),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("the file ends");
                }));
    grpc.answering(WRITTEN, WRITTEN);
    assertThat(index.bulkUpsert(BulkSource.of(broken), options).ending())
        .isEqualTo(BulkOutcome.SOURCE_FAILED);

    BulkReport report =
        index.namespace("__default__").bulkUpsert(BulkSource.of(vectors(5)), options);

    assertThat(report.skipped()).isEqualTo(3);
    assertThat(report.accepted()).isEqualTo(2);
  }
}
