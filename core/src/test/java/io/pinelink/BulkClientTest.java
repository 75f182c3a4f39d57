package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.error.BulkException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Route;
import io.pinelink.spi.DataOperations;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests bulk deletes, fetches and updates through the client. */
@Timeout(20)
class BulkClientTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", 1L, null, ROUTE, Protocol.GRPC, 1);
  private static final DeleteResponse DELETED =
      new VectorResponses.DeleteResult(OptionalLong.empty(), INFO);
  private static final UpdateResponse UPDATED =
      new VectorResponses.UpdateResult(OptionalLong.empty(), INFO);
  private static final BulkOptions COLLECTING = BulkOptions.builder().collectFailures().build();

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Pinelink client = Pinelink.builder().apiKey("any-api-key").transports(grpc).build();
  private final Index index = client.indexAt(HOST);
  private final List<String> got = new ArrayList<>();
  private final FetchConsumer<Vector> consumer =
      new FetchConsumer<>() {
        @Override
        public void found(Vector vector) {
          got.add(vector.id());
        }

        @Override
        public void missing(String id) {
          got.add("no " + id);
        }
      };

  private static Stream<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "v" + i);
  }

  private static FetchResponse fetched(Stream<String> ids) {
    Map<String, Vector> vectors = new HashMap<>();
    ids.forEach(id -> vectors.put(id, Vector.of(id, new float[] {1})));
    return new VectorResponses.FetchResult(
        vectors, "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO);
  }

  private static UpdateRequest update(String id) {
    return UpdateRequest.builder(id).metadata(Metadata.of("seen", "yes")).build();
  }

  @Test
  void deletesAThousandIdsPerCall() {
    grpc.answering(DELETED, DELETED, DELETED);

    BulkReport report = index.bulkDelete(BulkSource.of(ids(2_500)), BulkOptions.defaults());

    assertThat(report.isClean()).isTrue();
    assertThat(report.accepted()).isEqualTo(2_500);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FakeTransport.Call call = grpc.next();
      assertThat(call.operation()).isEqualTo(DataOperations.DELETE);
      sizes.add(((DeleteRequest) call.request()).ids().size());
    }
    assertThat(sizes).containsExactly(1_000, 1_000, 500);
  }

  @Test
  void anInvalidIdIsReportedAndNotSent() {
    grpc.answering(DELETED);

    assertThatThrownBy(
            () ->
                index.bulkDelete(BulkSource.of(List.of("a", "", "é", "b")), BulkOptions.defaults()))
        .isInstanceOfSatisfying(
            BulkException.class,
            failure -> {
              BulkReport report = failure.report();
              assertThat(report.accepted()).isEqualTo(2);
              assertThat(report.rejected()).isEqualTo(2);
              assertThat(report.failures())
                  .extracting(BulkFailure::position)
                  .containsExactly(1L, 2L);
              assertThat(report.failures().get(0).reason()).hasMessageContaining("id is empty");
              assertThat(report.failures().get(1).reason()).hasMessageContaining("U+00E9");
            });

    assertThat(((DeleteRequest) grpc.next().request()).ids()).containsExactly("a", "b");
  }

  @Test
  void updatesOneVectorPerCall() {
    grpc.answering(UPDATED, UPDATED, UPDATED);

    BulkReport report =
        index.bulkUpdate(
            BulkSource.of(List.of(update("a"), update("b"), update("c"))), BulkOptions.defaults());

    assertThat(report.accepted()).isEqualTo(3);
    assertThat(
            Stream.generate(grpc::next).limit(3).map(call -> ((UpdateRequest) call.request()).id()))
        .extracting(id -> id.orElse(""))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void anUpdateByFilterIsRejected() {
    UpdateRequest byFilter =
        UpdateRequest.matching(Filter.eq("lang", "de"), Metadata.of("seen", "yes"));

    BulkReport report = index.bulkUpdate(BulkSource.of(List.of(byFilter)), COLLECTING);

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.failures().get(0).reason()).hasMessageContaining("expected one by id");
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void fetchesAThousandIdsPerCallInABody() {
    grpc.counting = request -> 2 + 10L * ((FetchRequest) request).ids().size();
    grpc.answering(fetched(ids(1_000)), fetched(Stream.of("v1001")));

    BulkReport report =
        index.bulkFetch(BulkSource.of(ids(1_002)), BulkOptions.defaults(), consumer);

    assertThat(report.isClean()).isTrue();
    assertThat(((FetchRequest) grpc.next().request()).ids()).hasSize(1_000);
    assertThat(((FetchRequest) grpc.next().request()).ids()).containsExactly("v1000", "v1001");
    assertThat(got).hasSize(1_002).startsWith("v0", "v1").endsWith("no v1000", "v1001");
  }

  @Test
  void fetchesAsManyIdsAsAUrlHolds() {
    grpc.counting = request -> 0;
    String sign = "/".repeat(100);
    // With "&ids=" and three characters each they are 305, after 27 for the path.
    grpc.answering(fetched(Stream.empty()), fetched(Stream.empty()));

    BulkReport report =
        index.bulkFetch(
            BulkSource.of(Stream.generate(() -> sign).limit(30)), BulkOptions.defaults(), consumer);

    assertThat(report.accepted()).isEqualTo(30);
    assertThat(((FetchRequest) grpc.next().request()).ids()).hasSize(26);
    assertThat(((FetchRequest) grpc.next().request()).ids()).hasSize(4);
  }

  @Test
  void theConsumerRunsOnItsOwnThread() throws Exception {
    List<String> threads = new ArrayList<>();
    grpc.answering(fetched(Stream.of("a")));

    BulkReport report =
        index
            .async()
            .bulkFetch(
                BulkSource.of(List.of("a")),
                BulkOptions.defaults(),
                new FetchConsumer<>() {
                  @Override
                  public void found(Vector vector) {
                    threads.add(Thread.currentThread().getName());
                  }

                  @Override
                  public void missing(String id) {
                    threads.add("missing");
                  }
                })
            .get(10, TimeUnit.SECONDS);

    assertThat(report.isClean()).isTrue();
    assertThat(threads).containsExactly("pinelink-fetch-consumer");
  }

  @Test
  void checkpointsOfDifferentOperationsAreSeparate(@TempDir Path folder) {
    BulkOptions options =
        BulkOptions.builder().checkpoint(folder.resolve("load")).collectFailures().build();
    Stream<String> broken =
        Stream.concat(
            ids(3),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("the file ends");
                }));
    grpc.answering(DELETED);
    assertThat(index.bulkDelete(BulkSource.of(broken), options).accepted()).isEqualTo(3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkFetch(BulkSource.of(ids(3)), options, consumer))
        .withMessageContaining("delete in namespace '' of " + HOST)
        .withMessageContaining("not of fetch in namespace '' of " + HOST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkUpdate(BulkSource.of(List.of(update("a"))), options))
        .withMessageContaining("not of update in namespace");
  }

  @Test
  void aFetchCannotAwaitVisibility() {
    BulkOptions options = BulkOptions.builder().awaitVisible(Duration.ofSeconds(9)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.bulkFetch(BulkSource.of(ids(3)), options, consumer))
        .withMessage("awaitVisible is 9 s, expected none for a fetch, which writes nothing");
  }

  @Test
  void sourcesAreTypedByTheMethodThatTakesThem() {
    assertThat(sourceOf(Index.class, "bulkUpsert")).isEqualTo(Vector.class);
    assertThat(sourceOf(RecordIndex.class, "bulkUpsert")).isEqualTo(TextRecord.class);
    assertThat(sourceOf(Index.class, "bulkUpdate")).isEqualTo(UpdateRequest.class);
    assertThat(sourceOf(Index.class, "bulkDelete")).isEqualTo(String.class);
    assertThat(sourceOf(AsyncIndex.class, "bulkUpsert")).isEqualTo(Vector.class);
    assertThat(sourceOf(AsyncRecordIndex.class, "bulkUpsert")).isEqualTo(TextRecord.class);
    assertThat(sourceOf(DocumentIndex.class, "bulkUpsert")).isEqualTo(Document.class);
    assertThat(sourceOf(DocumentIndex.class, "bulkUpdate")).isEqualTo(DocumentUpdate.class);
  }

  /** Returns the type of the elements that a bulk operation accepts. */
  private static Type sourceOf(Class<?> facade, String method) {
    Map<Type, Type> arguments = new HashMap<>();
    List<Type> sources = new ArrayList<>();
    for (Class<?> type = facade; type != Object.class; type = type.getSuperclass()) {
      if (type.getGenericSuperclass() instanceof ParameterizedType parent) {
        Type[] parameters = type.getSuperclass().getTypeParameters();
        for (int i = 0; i < parameters.length; i++) {
          arguments.put(parameters[i], parent.getActualTypeArguments()[i]);
        }
      }
      Stream.of(type.getDeclaredMethods())
          .filter(m -> m.getName().equals(method) && !m.isBridge())
          .map(m -> ((ParameterizedType) m.getGenericParameterTypes()[0]))
          .map(source -> source.getActualTypeArguments()[0])
          .forEach(item -> sources.add(arguments.getOrDefault(item, item)));
    }
    assertThat(sources).as("overloads of %s", method).hasSize(1);
    return sources.get(0);
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefusedByName() {
    BulkSource<String> ids = BulkSource.of(List.of("a"));

    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkFetch(ids, COLLECTING, null))
        .withMessage("consumer is null");
    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkDelete(null, COLLECTING))
        .withMessage("ids is null");
    assertThatNullPointerException()
        .isThrownBy(() -> index.bulkDelete(ids, null))
        .withMessage("options is null");
    assertThatNullPointerException()
        .isThrownBy(() -> BulkSource.of((Iterator<String>) null))
        .withMessage("elements is null");
  }
}
