package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.failure;
import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.grpc.call.CallHeaders;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.NamespaceSummary;
import io.pinelink.grpc.proto.Pagination;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.credential.ExtraHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcTransportTest {
  private static final Route ROUTE = Calls.route(Calls.PRIVATE_HOST);

  private InProcess server;
  private RecordingService service;
  private GrpcTransport transport;

  @BeforeEach
  void start() throws IOException {
    server = new InProcess();
    service = server.service;
    transport = new GrpcTransport(server, "2026-04");
  }

  @AfterEach
  void stop() {
    transport.close();
  }

  @Test
  void anUpsertSendsValuesSparseValuesAndMetadata() throws Exception {
    service.answer = io.pinelink.grpc.proto.UpsertResponse.newBuilder().setUpsertedCount(1).build();
    Vector vector =
        Vector.builder("v")
            .values(0.5f, -0f)
            .sparseValues(SparseValues.of(new long[] {4_294_967_295L}, new float[] {2}))
            .metadata(
                io.pinelink.model.Metadata.builder()
                    .put("text", "ä")
                    .put("number", 3)
                    .put("flag", true)
                    .put("list", List.of("a", "b"))
                    .build())
            .build();

    UpsertResponse response =
        result(transport.call(DataOperations.UPSERT, UpsertRequest.of(vector), on(ROUTE)));

    assertThat(response.upsertedCount()).isEqualTo(1);
    assertThat(service.requests.take())
        .isEqualTo(
            io.pinelink.grpc.proto.UpsertRequest.newBuilder()
                .setNamespace("ns")
                .addVectors(
                    io.pinelink.grpc.proto.Vector.newBuilder()
                        .setId("v")
                        .addValues(0.5f)
                        .addValues(-0f)
                        .setSparseValues(
                            io.pinelink.grpc.proto.SparseValues.newBuilder()
                                .addIndices(-1)
                                .addValues(2))
                        .setMetadata(
                            Struct.newBuilder()
                                .putFields("text", text("ä"))
                                .putFields("number", Value.newBuilder().setNumberValue(3).build())
                                .putFields("flag", Value.newBuilder().setBoolValue(true).build())
                                .putFields("list", list(text("a"), text("b")))))
                .build());
  }

  @Test
  void aQuerySendsItsOptionsAndReadsMatches() throws Exception {
    service.answer =
        io.pinelink.grpc.proto.QueryResponse.newBuilder()
            .setNamespace("ns")
            .setUsage(Usage.newBuilder().setReadUnits(5))
            .addMatches(
                ScoredVector.newBuilder()
                    .setId("near")
                    .setScore(0.75f)
                    .addValues(1)
                    .setSparseValues(
                        io.pinelink.grpc.proto.SparseValues.newBuilder()
                            .addIndices(-1)
                            .addValues(2))
                    .setMetadata(
                        Struct.newBuilder()
                            .putFields("text", text("x"))
                            .putFields("odd", Value.newBuilder().setNullValueValue(0).build())))
            .build();
    QueryRequest request =
        QueryRequest.builder()
            .vector(1f, 2f)
            .topK(3)
            .filter(Filter.eq("lang", "et").and(Filter.in("pages", 1, 2)))
            .includeValues()
            .includeMetadata()
            .build();

    QueryResponse response = result(transport.call(DataOperations.QUERY, request, on(ROUTE)));

    assertThat(response.namespace()).isEqualTo("ns");
    assertThat(response.readUnits()).hasValue(5);
    assertThat(response.matches())
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.id()).isEqualTo("near");
              assertThat(match.score()).isEqualTo(0.75f);
              assertThat(match.vector().values()).containsExactly(1);
              assertThat(match.vector().sparseValues())
                  .contains(SparseValues.of(new long[] {4_294_967_295L}, new float[] {2}));
              assertThat(match.metadata().asMap()).isEqualTo(Map.of("text", "x"));
            });
    io.pinelink.grpc.proto.QueryRequest sent =
        (io.pinelink.grpc.proto.QueryRequest) service.requests.take();
    assertThat(sent.getVectorList()).containsExactly(1f, 2f);
    assertThat(sent.getTopK()).isEqualTo(3);
    assertThat(sent.getIncludeValues()).isTrue();
    assertThat(sent.getIncludeMetadata()).isTrue();
    assertThat(sent.getId()).isEmpty();
    assertThat(sent.getFilter())
        .isEqualTo(
            struct(
                "$and",
                list(
                    of(struct("lang", of(struct("$eq", text("et"))))),
                    of(struct("pages", of(struct("$in", list(number(1), number(2)))))))));
  }

  @Test
  void aQueryByIdSendsNoVector() throws Exception {
    service.answer = io.pinelink.grpc.proto.QueryResponse.getDefaultInstance();

    QueryResponse response =
        result(transport.call(DataOperations.QUERY, QueryRequest.nearestTo("x"), on(ROUTE)));

    assertThat(response.matches()).isEmpty();
    assertThat(service.requests.take())
        .isEqualTo(
            io.pinelink.grpc.proto.QueryRequest.newBuilder()
                .setNamespace("ns")
                .setId("x")
                .setTopK(10)
                .build());
  }

  @Test
  void anUpdateSendsOnlyWhatChanges() throws Exception {
    service.answer = io.pinelink.grpc.proto.UpdateResponse.getDefaultInstance();

    result(
        transport.call(
            DataOperations.UPDATE,
            UpdateRequest.builder("x").metadata(io.pinelink.model.Metadata.of("k", "v")).build(),
            on(ROUTE)));

    assertThat(service.requests.take())
        .isEqualTo(
            io.pinelink.grpc.proto.UpdateRequest.newBuilder()
                .setNamespace("ns")
                .setId("x")
                .setSetMetadata(struct("k", text("v")))
                .build());
  }

  @Test
  void aDeleteSendsOneSelector() throws Exception {
    service.answer = io.pinelink.grpc.proto.DeleteResponse.getDefaultInstance();
    io.pinelink.grpc.proto.DeleteRequest inNamespace =
        io.pinelink.grpc.proto.DeleteRequest.newBuilder().setNamespace("ns").build();

    result(transport.call(DataOperations.DELETE, DeleteRequest.byIds("a", "b"), on(ROUTE)));
    result(
        transport.call(
            DataOperations.DELETE, DeleteRequest.matching(Filter.exists("k")), on(ROUTE)));
    result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE)));

    assertThat(service.requests.take())
        .isEqualTo(inNamespace.toBuilder().addIds("a").addIds("b").build());
    assertThat(service.requests.take())
        .isEqualTo(
            inNamespace.toBuilder()
                .setFilter(
                    struct(
                        "k", of(struct("$exists", Value.newBuilder().setBoolValue(true).build()))))
                .build());
    assertThat(service.requests.take())
        .isEqualTo(inNamespace.toBuilder().setDeleteAll(true).build());
  }

  @Test
  void aFetchReadsVectorsById() throws Exception {
    service.answer =
        io.pinelink.grpc.proto.FetchResponse.newBuilder()
            .putVectors(
                "a", io.pinelink.grpc.proto.Vector.newBuilder().setId("a").addValues(1).build())
            .setNamespace("ns")
            .build();

    FetchResponse response =
        result(transport.call(DataOperations.FETCH, FetchRequest.byIds("a", "b"), on(ROUTE)));

    assertThat(response.vectors()).isEqualTo(Map.of("a", Vector.of("a", new float[] {1})));
    assertThat(response.readUnits()).isEmpty();
  }

  @Test
  void unsetListMembersAreAbsent() throws Exception {
    service.answer =
        io.pinelink.grpc.proto.ListResponse.newBuilder()
            .addVectors(ListItem.newBuilder().setId("a"))
            .setPagination(Pagination.newBuilder().setNext("token"))
            .build();

    ListIdsResponse response =
        result(
            transport.call(
                DataOperations.LIST_IDS,
                ListIdsRequest.builder().prefix("a").limit(1).build(),
                on(ROUTE)));
    result(transport.call(DataOperations.LIST_IDS, ListIdsRequest.all(), on(ROUTE)));

    assertThat(response.items()).containsExactly("a");
    assertThat(response.nextToken()).contains("token");
    io.pinelink.grpc.proto.ListRequest first =
        (io.pinelink.grpc.proto.ListRequest) service.requests.take();
    io.pinelink.grpc.proto.ListRequest second =
        (io.pinelink.grpc.proto.ListRequest) service.requests.take();
    assertThat(first.getPrefix()).isEqualTo("a");
    assertThat(first.getLimit()).isEqualTo(1);
    assertThat(second.hasPrefix()).isFalse();
    assertThat(second.hasLimit()).isFalse();
    assertThat(second.hasPaginationToken()).isFalse();
  }

  @Test
  void statsReadUnsignedCountsAndDistinguishAbsentFromZero() throws Exception {
    service.answer =
        io.pinelink.grpc.proto.DescribeIndexStatsResponse.newBuilder()
            .putNamespaces("", NamespaceSummary.newBuilder().setVectorCount(-1).build())
            .setTotalVectorCount(-1)
            .setMetric("cosine")
            .setVectorType("dense")
            .build();

    IndexStats stats =
        result(transport.call(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all(), on(ROUTE)));

    assertThat(stats.namespaces()).isEqualTo(Map.of("", 4_294_967_295L));
    assertThat(stats.totalVectorCount()).isEqualTo(4_294_967_295L);
    assertThat(stats.dimension()).isEmpty();
    assertThat(stats.metric()).contains(Metric.COSINE);
    assertThat(stats.vectorType()).contains(VectorType.DENSE);
  }

  @Test
  void keyVersionTimeAndFurtherHeadersAreSent() throws Exception {
    service.answer = io.pinelink.grpc.proto.DeleteResponse.getDefaultInstance();

    result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE)));

    Metadata headers = service.headers.take();
    assertThat(headers.get(CallHeaders.ascii("api-key"))).isEqualTo(Calls.KEY);
    assertThat(headers.get(CallHeaders.ascii("x-pinecone-api-version"))).isEqualTo("2026-04");
    assertThat(headers.get(CallHeaders.ascii("x-extra"))).isEqualTo("1");
    assertThat(headers.get(CallHeaders.ascii("grpc-timeout")))
        .matches("[0-9]+m")
        .satisfies(
            time ->
                assertThat(Long.parseLong(time.substring(0, time.length() - 1)))
                    .isBetween(1_000L, Calls.PATIENCE_SECONDS * 1_000L));
  }

  @Test
  void theInfoOfAResponseIsReadFromItsHeaders() throws Exception {
    service.answer = io.pinelink.grpc.proto.DeleteResponse.getDefaultInstance();
    service.responseHeaders.put(CallHeaders.ascii("x-pinecone-request-id"), "r-1");
    service.responseHeaders.put(CallHeaders.ascii("x-pinecone-request-lsn"), "7");
    service.responseHeaders.put(CallHeaders.ascii("x-pinecone-lsn-reconciled"), "not a number");

    ResponseInfo info =
        result(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE))).info();

    assertThat(info)
        .isEqualTo(VectorResponses.info("r-1", "ns", 7L, null, ROUTE, Protocol.GRPC, 1));
  }

  @Test
  void aDeadlineThatPassesEndsTheCallOnBothSides() throws Exception {
    service.silent = true;

    Throwable failure =
        failure(
            transport.call(
                DataOperations.DELETE, DeleteRequest.all(), on(ROUTE, Duration.ofMillis(100))));

    assertThat(failure)
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageStartingWith("delete on " + Calls.PRIVATE_HOST + " (private route)")
        .hasMessageEndingWith("no answer within 100 ms");
    assertThat(service.cancelled.await(Calls.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDeadlineThatHasPassedSendsNothing() {
    CallContext context = on(ROUTE);
    long[] now = {0};
    Deadline passed = Deadline.after(Duration.ofNanos(1), () -> now[0]);
    now[0] = 1;

    Throwable failure =
        failure(
            transport.call(
                DataOperations.DELETE,
                DeleteRequest.all(),
                new CallContext(
                    ROUTE,
                    "",
                    passed,
                    context.credential(),
                    context.headers(),
                    context.attempt(),
                    CallHandling.unobserved(false))));

    assertThat(failure).isInstanceOf(DeadlineExceededException.class);
    assertThat(service.headers).isEmpty();
  }

  /** The server counts the same time, and may be first. */
  @Test
  void aCallEndedByTheServerAtItsDeadlineIsNotAConnectionFailure() {
    service.failure = Status.CANCELLED.asException();
    long over = Duration.ofHours(1).toNanos();
    Deadline deadline =
        Deadline.after(Duration.ofMinutes(1), () -> service.requests.isEmpty() ? 0 : over);
    CallContext context = on(ROUTE);

    Throwable failure =
        failure(
            transport.call(
                DataOperations.DELETE,
                DeleteRequest.all(),
                new CallContext(
                    ROUTE,
                    "",
                    deadline,
                    context.credential(),
                    ExtraHeaders.none(),
                    1,
                    CallHandling.unobserved(false))));

    assertThat(failure).isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void aCompletedCallIsNoLongerWatched() throws Exception {
    DeadlineTimer deadlines = new DeadlineTimer();
    GrpcTransport watched = new GrpcTransport(server, "2026-04", deadlines);
    service.answer = io.pinelink.grpc.proto.DeleteResponse.getDefaultInstance();
    result(watched.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE)));
    Calls.await(() -> deadlines.size() == 0);

    service.failure = Status.NOT_FOUND.asException();
    failure(watched.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE)));
    Calls.await(() -> deadlines.size() == 0);

    service.failure = null;
    service.silent = true;
    CompletableFuture<?> call = watched.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE));
    assertThat(deadlines.size()).isEqualTo(1);
    call.cancel(true);
    Calls.await(() -> deadlines.size() == 0);
  }

  @Test
  void cancellingTheFutureCancelsTheCallAtTheServer() throws Exception {
    service.silent = true;
    CompletableFuture<?> call =
        transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE));
    service.requests.take();

    call.cancel(true);

    assertThat(service.cancelled.await(Calls.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRefusalAfterHeadersIsAServiceException() {
    service.headersFirst = true;
    service.failure = Status.UNAVAILABLE.withDescription("shard moved").asException();

    assertThat(failure(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE))))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessageContaining("shard moved");
  }

  @Test
  void cancellingAGrpcContextDoesNotEndACall() throws Exception {
    service.silent = true;
    Context.CancellableContext handler = Context.current().withCancellation();
    Context before = handler.attach();
    CompletableFuture<?> call;
    try {
      call = transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE));
    } finally {
      handler.detach(before);
    }
    service.requests.take();

    handler.cancel(null);

    assertThat(call).isNotDone();
    call.cancel(true);
  }

  @Test
  void aResponseThatViolatesTheRulesOfRequestsIsRead() throws Exception {
    service.answer =
        io.pinelink.grpc.proto.QueryResponse.newBuilder()
            .addMatches(
                ScoredVector.newBuilder()
                    .setId("ä")
                    .setMetadata(
                        Struct.newBuilder()
                            .putFields("$odd", text("x"))
                            .putFields("nan", number(Double.NaN))))
            .build();

    QueryResponse response =
        result(transport.call(DataOperations.QUERY, QueryRequest.nearest(1), on(ROUTE)));

    assertThat(response.matches().get(0).metadata().keys())
        .containsExactlyInAnyOrder("$odd", "nan");
  }

  @Test
  void aCallAfterCloseFailsUnsent() {
    transport.close();
    transport.close();

    assertThat(failure(transport.call(DataOperations.DELETE, DeleteRequest.all(), on(ROUTE))))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.isUnsent()).isTrue();
              assertThat(e.isRetryable()).isFalse();
            })
        .hasMessageContaining("closed");
  }

  private static Struct struct(String key, Value value) {
    return Struct.newBuilder().putFields(key, value).build();
  }

  private static Value of(Struct struct) {
    return Value.newBuilder().setStructValue(struct).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static Value list(Value... values) {
    return Value.newBuilder()
        .setListValue(ListValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }
}
