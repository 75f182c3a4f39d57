package io.pinelink.rest;

import static io.pinelink.rest.Calls.LONG;
import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.DataOperations.DELETE;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.FETCH_BY_METADATA;
import static io.pinelink.spi.DataOperations.LIST_IDS;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPDATE;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.testsupport.BuilderSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation on vectors, from the model to the wire and back. */
class RestVectorsTest {
  /** Values of settings, and their JSON. */
  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(boolean.class, true, "true"),
          new Sample(int.class, 7, "7"),
          new Sample(int.class, 70_000, "70000"),
          new Sample(long.class, 7L, "7"),
          new Sample(float.class, 0.5f, "0.5"),
          new Sample(float.class, 2.5f, "2.5"),
          new Sample(String.class, "a \"b\"", "\"a \\\"b\\\"\""),
          new Sample(Filter.class, Filter.eq("a", "b"), "{\"a\":{\"$eq\":\"b\"}}"));

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void upsertPostsAllOfAVector() throws Exception {
    server.answering(200, "{\"upsertedCount\":2}");
    Vector full =
        Vector.builder("b-1")
            .values(0.1f, -0f, 1e-20f)
            .sparseValues(SparseValues.of(new int[] {0, -1}, new float[] {1, 0.5f}))
            .metadata(
                Metadata.builder()
                    .put("lang", "et \"õ\"")
                    .put("pages", 312)
                    .put("zero", -0.0)
                    .put("draft", false)
                    .put("tags", List.of("a", "b"))
                    .put("none", List.of())
                    .build())
            .build();

    long count =
        call(UPSERT, UpsertRequest.of(full, Vector.of("b-2", new float[] {1})), "books")
            .upsertedCount();

    assertThat(count).isEqualTo(2);
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /vectors/upsert");
    assertThat(sent.headers().get("content-type")).isEqualTo("application/json");
    assertThat(sent.headers().get("content-length")).isNotNull();
    assertThat(sent.body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"vectors\":[{\"id\":\"b-1\",\"values\":[0.1,-0.0,1E-20],"
                + "\"sparseValues\":{\"indices\":[0,4294967295],\"values\":[1.0,0.5]},\"metadata\":{\"lang\":\"et"
                + " \\\"õ\\\"\",\"pages\":312,\"zero\":-0.0,\"draft\":false,"
                + "\"tags\":[\"a\",\"b\"],\"none\":[]}},{\"id\":\"b-2\",\"values\":[1.0]}]}");
  }

  @Test
  void theDefaultNamespaceIsLeftOut() throws Exception {
    Vector sparse =
        Vector.builder("s").sparseValues(SparseValues.of(new int[] {7}, new float[] {2})).build();

    call(UPSERT, UpsertRequest.of(sparse), "");

    assertThat(server.next().body())
        .isEqualTo(
            "{\"vectors\":[{\"id\":\"s\",\"sparseValues\":{\"indices\":[7],\"values\":[2.0]}}]}");
  }

  @Test
  void queryPostsVectorsFilterAndFlags() throws Exception {
    server.answering(
        200,
        "{\"results\":[],\"matches\":[{\"id\":\"b-1\",\"score\":0.5,\"values\":[]}],"
            + "\"namespace\":\"books\",\"usage\":{\"readUnits\":1}}");
    QueryRequest request =
        QueryRequest.builder()
            .vector(new float[] {0.2f, 0})
            .sparseVector(SparseValues.of(new int[] {3}, new float[] {0.25f}))
            .topK(2)
            .filter(Filter.eq("lang", "et").and(Filter.in("pages", 1, 2)))
            .includeValues()
            .includeMetadata()
            .build();

    assertThat(call(QUERY, request, "books").matches())
        .singleElement()
        .satisfies(match -> assertThat(match.id()).isEqualTo("b-1"));

    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /query");
    assertThat(sent.body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"topK\":2,\"vector\":[0.2,0.0],"
                + "\"sparseVector\":{\"indices\":[3],\"values\":[0.25]},"
                + "\"filter\":{\"$and\":[{\"lang\":{\"$eq\":\"et\"}},"
                + "{\"pages\":{\"$in\":[1,2]}}]},"
                + "\"includeValues\":true,\"includeMetadata\":true}");
  }

  @Test
  void queryLeavesOutUnsetSettings() throws Exception {
    call(QUERY, QueryRequest.nearestTo("b-1"), "");

    assertThat(server.next().body()).isEqualTo("{\"topK\":10,\"id\":\"b-1\"}");
  }

  /** Returns the settings of a query, except the vectors and those that are not sent. */
  static List<BuilderSetting> settingsOfAQuery() {
    return BuilderSetting.of(
        QueryRequest.Builder.class, Set.of("vector", "sparseVector", "id", "after", "valuesInto"));
  }

  @ParameterizedTest
  @MethodSource("settingsOfAQuery")
  void aSettingOfAQueryIsPostedUnderItsName(BuilderSetting setting) throws Exception {
    QueryRequest.Builder query = QueryRequest.builder().id("b-1");
    Map<String, String> members = new HashMap<>(Map.of("id", "\"b-1\"", "topK", "10"));
    members.put(setting.name(), setSample(query, setting));

    call(QUERY, query.build(), "");

    String sent = server.next().body();
    assertThat(sent).startsWith("{").endsWith("}");
    assertThat(sent.substring(1, sent.length() - 1).split(","))
        .containsExactlyInAnyOrderElementsOf(
            members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .toList());
  }

  /** Sets a value that the builder accepts and a query does not have by default. */
  private static String setSample(QueryRequest.Builder query, BuilderSetting setting) {
    Class<?> type = setting.type();
    for (Sample sample : SAMPLES) {
      if (sample.type().equals(type) && setting.set(query, sample.value())) {
        return sample.json();
      }
    }
    throw new AssertionError("no sample of " + type + " for " + setting);
  }

  @Test
  void updateByIdPostsTheChanges() throws Exception {
    UpdateRequest all =
        UpdateRequest.builder("b-1")
            .values(0.5f)
            .sparseValues(SparseValues.of(new int[] {1}, new float[] {2}))
            .metadata(Metadata.of("lang", "fi"))
            .build();

    assertThat(call(UPDATE, all, "books").matchedRecords()).isEmpty();
    call(UPDATE, UpdateRequest.builder("b-1").metadata(Metadata.of("lang", "")).build(), "");

    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /vectors/update");
    assertThat(sent.body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"id\":\"b-1\",\"values\":[0.5],"
                + "\"sparseValues\":{\"indices\":[1],\"values\":[2.0]},"
                + "\"setMetadata\":{\"lang\":\"fi\"}}");
    assertThat(server.next().body()).isEqualTo("{\"id\":\"b-1\",\"setMetadata\":{\"lang\":\"\"}}");
  }

  @Test
  void updateByFilterReportsTheNumberOfMatches() throws Exception {
    server.answering(200, "{\"matchedRecords\":17}");
    Filter filter = Filter.eq("lang", "et");

    assertThat(
            call(UPDATE, UpdateRequest.matching(filter, Metadata.of("a", "b")), "books")
                .matchedRecords())
        .hasValue(17);
    assertThat(call(UPDATE, UpdateRequest.dryRun(filter), "books").matchedRecords()).hasValue(17);

    assertThat(server.next().body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"filter\":{\"lang\":{\"$eq\":\"et\"}},"
                + "\"setMetadata\":{\"a\":\"b\"}}");
    assertThat(server.next().body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"filter\":{\"lang\":{\"$eq\":\"et\"}},\"dryRun\":true}");
  }

  @Test
  void deletePostsOneOfThreeSelectors() throws Exception {
    call(DELETE, DeleteRequest.byIds("a", "b"), "books");
    call(DELETE, DeleteRequest.all(), "books");
    call(DELETE, DeleteRequest.matching(Filter.exists("x")), "");

    Received byId = server.next();
    assertThat(byId.line()).isEqualTo("POST /vectors/delete");
    assertThat(byId.body()).isEqualTo("{\"namespace\":\"books\",\"ids\":[\"a\",\"b\"]}");
    assertThat(server.next().body()).isEqualTo("{\"namespace\":\"books\",\"deleteAll\":true}");
    assertThat(server.next().body()).isEqualTo("{\"filter\":{\"x\":{\"$exists\":true}}}");
  }

  @Test
  void writesAcceptAnEmptyResponse() throws Exception {
    for (int status : new int[] {200, 201, 202}) {
      server.answering(status, "");

      assertThat(call(DELETE, DeleteRequest.all(), "").info().route()).isEqualTo(route);
      assertThat(call(UPDATE, UpdateRequest.dryRun(Filter.exists("x")), "").matchedRecords())
          .isEmpty();
    }
  }

  @Test
  void fetchEncodesIdsOfAnyCharacters() throws Exception {
    server.answering(200, "{\"vectors\":{},\"namespace\":\"books\",\"usage\":{\"readUnits\":1}}");

    call(FETCH, FetchRequest.byIds("b-1", "a b+c&d=e/f?g#h%", "~\"\n"), "n 1");
    call(FETCH, FetchRequest.byIds("."), "");

    Received sent = server.next();
    assertThat(sent.line())
        .isEqualTo(
            "GET /vectors/fetch?ids=b-1&ids=a%20b%2Bc%26d%3De%2Ff%3Fg%23h%25&ids=%7E%22%0A"
                + "&namespace=n%201");
    assertThat(sent.body()).isEmpty();
    assertThat(server.next().line()).isEqualTo("GET /vectors/fetch?ids=.");
  }

  @Test
  void fetchByMetadataPostsThePage() throws Exception {
    server.answering(
        200,
        "{\"vectors\":{\"a\":{\"id\":\"a\",\"values\":[1]}},\"pagination\":{\"next\":\"t2\"}}");
    FetchByMetadataRequest request =
        FetchByMetadataRequest.builder(Filter.eq("a", "b")).limit(5).paginationToken("t1").build();

    var page = call(FETCH_BY_METADATA, request, "books");
    call(FETCH_BY_METADATA, FetchByMetadataRequest.matching(Filter.missing("a")), "");

    assertThat(page.items()).containsExactly(Vector.of("a", new float[] {1}));
    assertThat(page.nextToken()).hasValue("t2");
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /vectors/fetch_by_metadata");
    assertThat(sent.body())
        .isEqualTo(
            "{\"namespace\":\"books\",\"filter\":{\"a\":{\"$eq\":\"b\"}},\"limit\":5,"
                + "\"paginationToken\":\"t1\"}");
    assertThat(server.next().body()).isEqualTo("{\"filter\":{\"a\":{\"$exists\":false}}}");
  }

  @Test
  void listGetsAPage() throws Exception {
    server.answering(
        200, "{\"vectors\":[{\"id\":\"b-1\"},{\"id\":\"b-2\"}],\"pagination\":{\"next\":\"t2\"}}");

    var page =
        call(
            LIST_IDS,
            ListIdsRequest.builder().prefix("b-").limit(2).paginationToken("t/1=").build(),
            "books");
    call(LIST_IDS, ListIdsRequest.all(), "");
    call(LIST_IDS, ListIdsRequest.withPrefix(""), "");

    assertThat(page.items()).containsExactly("b-1", "b-2");
    assertThat(page.nextToken()).hasValue("t2");
    assertThat(server.next().line())
        .isEqualTo("GET /vectors/list?prefix=b-&limit=2&paginationToken=t%2F1%3D&namespace=books");
    assertThat(server.next().line()).isEqualTo("GET /vectors/list");
    assertThat(server.next().line()).isEqualTo("GET /vectors/list");
  }

  @Test
  void statsPostsTheFilter() throws Exception {
    call(DESCRIBE_INDEX_STATS, StatsRequest.all(), "books");
    call(DESCRIBE_INDEX_STATS, StatsRequest.matching(Filter.eq("a", 1)), "");

    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /describe_index_stats");
    assertThat(sent.body()).isEqualTo("{}");
    assertThat(server.next().body()).isEqualTo("{\"filter\":{\"a\":{\"$eq\":1}}}");
  }

  @Test
  void refusalsOfTheDataPlaneKeepTheirCode() throws Exception {
    server.answering(
        400, "{\"code\":11,\"message\":\"message length too large\",\"details\":[{\"a\":[1]}]}");
    ServiceException tooLarge = (ServiceException) failure();
    assertThat(tooLarge.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(tooLarge).hasMessageContaining("message length too large");

    server.answering(404, "{\"code\":5,\"message\":\"Namespace not found\",\"details\":[]}");
    assertThat(failure()).isInstanceOf(NotFoundException.class);

    server.answering(Answer.of(401, "Unauthorized").as("text/plain"));
    assertThat(failure()).isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void anEmptyAnswerToAReadIsMalformed() throws Exception {
    server.answering(200, "");

    assertThat(failure())
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("the body is empty");
  }

  private Throwable failure() throws Exception {
    return failureOf(transport.call(QUERY, QueryRequest.nearestTo("a"), context(route)));
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request, String namespace) throws Exception {
    return resultOf(
        transport.call(operation, request, context(route, namespace, Deadline.after(LONG))));
  }

  private record Sample(Class<?> type, Object value, String json) {}
}
