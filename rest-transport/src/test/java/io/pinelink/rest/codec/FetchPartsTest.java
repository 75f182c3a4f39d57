package io.pinelink.rest.codec;

import static io.pinelink.rest.Calls.LONG;
import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DataOperations.FETCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.pinelink.error.RateLimitedException;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import io.pinelink.rest.Calls;
import io.pinelink.rest.LoopbackServer;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fetches of more ids than one URL holds. */
class FetchPartsTest {
  private static final List<String> MANY =
      IntStream.range(0, 1_000).mapToObj(i -> "id number " + i).toList();

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void everyPartFitsAUrlAndNoIdIsLost() {
    for (String namespace : List.of("", " ".repeat(512))) {
      List<FetchRequest> parts = FetchParts.split(FetchRequest.byIds(MANY), namespace);

      assertThat(parts.stream().flatMap(part -> part.ids().stream())).isEqualTo(MANY);
      assertThat(parts)
          .hasSizeGreaterThan(2)
          .allSatisfy(
              part ->
                  assertThat(FetchParts.path(part, namespace))
                      .hasSizeLessThanOrEqualTo(FetchParts.MAX_PATH));
    }
  }

  @Test
  void theLongestIdsFitToo() {
    String longest = "\n".repeat(512);

    assertThat(FetchParts.split(FetchRequest.byIds(longest, longest), longest)).hasSize(1);
    assertThat(FetchParts.path(FetchRequest.byIds(longest, longest), longest))
        .hasSizeLessThan(FetchParts.MAX_PATH);
  }

  @Test
  void fewIdsAreOneRequest() throws Exception {
    server.answering(200, "{}");

    fetch(MANY.subList(0, 300));

    server.next();
    assertThat(server.requests()).isZero();
  }

  @Test
  void manyIdsAreFetchedInSequenceAndJoined() throws Exception {
    server.answering(
        request -> {
          List<String> ids = ids(request);
          String first = ids.get(0);
          int number = Integer.parseInt(first.substring(first.lastIndexOf(' ') + 1));
          return Answer.of(
                  200,
                  "{\"vectors\":{\""
                      + first
                      + "\":{\"id\":\""
                      + first
                      + "\",\"values\":["
                      + number
                      + "]}},\"namespace\":\"n\",\"usage\":{\"readUnits\":"
                      + ids.size() / 10
                      + ",\"egressBytes\":"
                      + ids.size()
                      + "}}")
              .with("x-pinecone-request-id", "r" + number)
              .with("x-pinecone-max-indexed-lsn", String.valueOf(2_000 - number))
              .with("x-pinecone-response-duration-ms", "40");
        });

    FetchResponse answer = fetch(MANY);

    List<String> asked = new ArrayList<>();
    List<String> firsts = new ArrayList<>();
    long units = 0;
    while (server.requests() > 0) {
      List<String> ids = ids(server.next());
      asked.addAll(ids);
      firsts.add(ids.get(0));
      units += ids.size() / 10;
    }
    assertThat(asked).isEqualTo(MANY);
    assertThat(firsts).hasSizeGreaterThan(1);
    assertThat(answer.vectors()).containsOnlyKeys(firsts);
    assertThat(answer.vectors().get(firsts.get(1)))
        .isEqualTo(Vector.of(firsts.get(1), new float[] {MANY.indexOf(firsts.get(1))}));
    assertThat(answer.namespace()).isEqualTo("n");
    assertThat(answer.readUnits()).hasValue(units);
    assertThat(answer.egressBytes()).hasValue(MANY.size());
    assertThat(answer.info().requestId()).contains("r0");
    assertThat(answer.info().readLsn())
        .hasValue(2_000 - MANY.indexOf(firsts.get(firsts.size() - 1)));
    assertThat(answer.info().serverDuration()).contains(Duration.ofMillis(40L * firsts.size()));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void theValuesOfAllPartsAreJoinedInOneArray() throws Exception {
    server.answering(request -> Answer.of(200, "{\"vectors\":{" + vectors(ids(request)) + "}}"));
    VectorBuffer buffer = VectorBuffer.allocate(3);
    FetchRequest request = FetchRequest.builder().ids(MANY).valuesInto(buffer).build();
    FetchResponse plain = fetch(MANY);

    FetchResponse answer = fetch(request);

    DenseColumns columns = answer.columns().orElseThrow();
    assertThat(answer.vectors()).isEqualTo(plain.vectors());
    assertThat(columns.ids()).isEqualTo(MANY.stream().filter(FetchPartsTest::isStored).toList());
    for (int row = 0; row < columns.size(); row++) {
      int number = MANY.indexOf(columns.id(row));
      assertThat(columns.length(row)).isEqualTo(number % 3);
      for (int i = 0; i < number % 3; i++) {
        assertThat(columns.values()[columns.offset(row) + i]).isEqualTo(number + 0.5f);
      }
    }

    float[] array = columns.values();
    columns.release();
    assertThat(fetch(request).columns().orElseThrow().values()).isSameAs(array);
  }

  private static boolean isStored(String id) {
    return MANY.indexOf(id) % 7 == 0;
  }

  /** Returns the stored vectors, of no, one or two values, each from the number in the id. */
  private static String vectors(List<String> ids) {
    return ids.stream()
        .filter(FetchPartsTest::isStored)
        .map(
            id -> {
              int number = MANY.indexOf(id);
              String values = String.join(",", Collections.nCopies(number % 3, number + ".5"));
              return "\"%s\":{\"id\":\"%s\",\"values\":[%s]}".formatted(id, id, values);
            })
        .collect(Collectors.joining(","));
  }

  @Test
  void missingValuesOfAllPartsStayMissing() throws Exception {
    server.answering(
        request ->
            ids(request).contains(MANY.get(0))
                ? Answer.of(200, "{}")
                    .with("x-pinecone-max-indexed-lsn", "7")
                    .with("x-pinecone-response-duration-ms", "40")
                : Answer.of(200, "{}").with("x-pinecone-response-duration-ms", "long"));

    ResponseInfo info = fetch(MANY).info();

    assertThat(info.readLsn()).isEmpty();
    assertThat(info.serverDuration()).isEmpty();
  }

  @Test
  void theEgressIsTheSumOverThePartsThatReportIt() throws Exception {
    server.answering(
        request ->
            Answer.of(
                200,
                ids(request).contains(MANY.get(0))
                    ? "{\"usage\":{\"readUnits\":1,\"egressBytes\":42}}"
                    : "{\"usage\":{\"readUnits\":1}}"));

    assertThat(fetch(MANY).egressBytes()).hasValue(42);

    server.answering(200, "{}");

    assertThat(fetch(MANY).egressBytes()).isEmpty();
  }

  @Test
  void theFirstRefusalFailsTheWholeCall() throws Exception {
    server.answering(
        request ->
            ids(request).contains(MANY.get(0))
                ? Answer.of(200, "{}")
                : Answer.of(429, "slow down").with("retry-after", "2"));

    assertThat(failureOf(start(MANY))).isInstanceOf(RateLimitedException.class);
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void cancellingEndsThePartInFlight() throws Exception {
    server.answering(LoopbackServer.SILENCE, "");
    CompletableFuture<FetchResponse> call = start(MANY);
    server.next();

    call.cancel(true);

    assertThat(server.sawConnectionClose()).isTrue();
    assertThat(server.requests()).isZero();
  }

  private CompletableFuture<FetchResponse> start(List<String> ids) {
    return start(FetchRequest.byIds(ids));
  }

  private CompletableFuture<FetchResponse> start(FetchRequest request) {
    return transport.call(FETCH, request, context(route, "books", Deadline.after(LONG)));
  }

  private FetchResponse fetch(FetchRequest request) throws Exception {
    return resultOf(start(request));
  }

  private FetchResponse fetch(List<String> ids) throws Exception {
    return resultOf(start(ids));
  }

  private static List<String> ids(Received request) {
    String path = request.line().substring("GET ".length());
    return new QueryStringDecoder(path).parameters().getOrDefault("ids", List.of());
  }
}
