package io.pinelink.rest;

import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX;
import static io.pinelink.spi.ControlOperations.CREATE_INDEX_FOR_MODEL;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.ListResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.VectorType;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.rest.LoopbackServer.Received;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.EmptyRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation, from the model to the wire and back. */
class RestOperationsTest {
  private static final String BOOKS =
      """
      {"id":"2f8c0d5e-0000-4000-8000-000000000001","name":"books","metric":"cosine","dimension":3,
       "vector_type":"dense","host":"books-ab12cd3.svc.aped-0000-aaaa.pinecone.io",
       "private_host":"books-ab12cd3.svc.private.aped-0000-aaaa.pinecone.io",
       "status":{"ready":true,"state":"Ready"},"deletion_protection":"enabled",
       "tags":{"team":"search"},
       "spec":{"serverless":{"cloud":"aws","region":"us-east-1",
         "read_capacity":{"mode":"OnDemand","status":{"state":"Ready"}}}}}\
      """;

  private static final String MODELLED =
      """
      {"name":"docs","metric":"dotproduct","dimension":384,"vector_type":"dense","host":"",
       "status":{"ready":false,"state":"Initializing"},
       "spec":{"serverless":{"cloud":"aws","region":"us-east-1"}},
       "embed":{"model":"llama-text-embed-v2","metric":"dotproduct","dimension":384,
         "field_map":{"text":"chunk"},"read_parameters":{"truncate":"NONE"},
         "write_parameters":null,"new":{}}}\
      """;

  private final LoopbackServer server = LoopbackServer.plaintext();
  private final Route route = local(server.port());
  private final RestTransport transport = Calls.transport();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  void createIndexPostsTheWholeIndex() throws Exception {
    server.answering(201, BOOKS);
    CreateIndexRequest request =
        CreateIndexRequest.builder("books", IndexSpec.serverless(Cloud.AWS, "us-east-1"))
            .dimension(3)
            .metric(Metric.EUCLIDEAN)
            .deletionProtection()
            .tag("team", "search \"ünit\"")
            .build();

    IndexDescription made = call(CREATE_INDEX, request);

    assertThat(made).isEqualTo(booksDescribed());
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /indexes");
    assertThat(sent.body())
        .isEqualTo(
            "{\"name\":\"books\",\"vector_type\":\"dense\",\"dimension\":3,"
                + "\"metric\":\"euclidean\",\"deletion_protection\":\"enabled\","
                + "\"spec\":{\"serverless\":{\"cloud\":\"aws\",\"region\":\"us-east-1\"}},"
                + "\"tags\":{\"team\":\"search \\\"ünit\\\"\"}}");
  }

  @Test
  void aSparseIndexIsCreatedWithoutADimension() throws Exception {
    server.answering(201, called("words"));

    call(
        CREATE_INDEX,
        CreateIndexRequest.sparse("words", IndexSpec.serverless(Cloud.GCP, "us-central1")));

    assertThat(server.next().body())
        .isEqualTo(
            "{\"name\":\"words\",\"vector_type\":\"sparse\",\"metric\":\"dotproduct\","
                + "\"deletion_protection\":\"disabled\","
                + "\"spec\":{\"serverless\":{\"cloud\":\"gcp\",\"region\":\"us-central1\"}}}");
  }

  @Test
  void createIndexForModelPostsTheWholeIndex() throws Exception {
    server.answering(201, MODELLED);

    IndexDescription made =
        call(
            CREATE_INDEX_FOR_MODEL,
            CreateIndexForModelRequest.builder(
                    "docs", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "chunk")
                .metric(Metric.DOT_PRODUCT)
                .dimension(384)
                .readParameters(Fields.of("truncate", "NONE"))
                .writeParameters(Fields.builder().put("dimension", 384).build())
                .schema(MetadataSchema.of("lang"))
                .readCapacity(ReadCapacity.dedicated("b1", 2, 3))
                .deletionProtection()
                .tag("team", "search")
                .build());

    assertThat(made.embed())
        .contains(
            new ControlResponses.IntegratedEmbeddingResult(
                "llama-text-embed-v2",
                Optional.of(Metric.DOT_PRODUCT),
                OptionalInt.of(384),
                VectorType.DENSE,
                Map.of("text", "chunk"),
                Fields.of("truncate", "NONE"),
                Fields.empty()));
    assertThat(made.embed().orElseThrow().textField()).contains("chunk");
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("POST /indexes/create-for-model");
    assertThat(sent.body())
        .isEqualTo(
            "{\"name\":\"docs\",\"cloud\":\"aws\",\"region\":\"us-east-1\","
                + "\"deletion_protection\":\"enabled\",\"tags\":{\"team\":\"search\"},"
                + "\"embed\":{\"model\":\"llama-text-embed-v2\",\"field_map\":{\"text\":\"chunk\"},"
                + "\"metric\":\"dotproduct\",\"dimension\":384,"
                + "\"read_parameters\":{\"truncate\":\"NONE\"},"
                + "\"write_parameters\":{\"dimension\":384}},"
                + "\"schema\":{\"fields\":{\"lang\":{\"filterable\":true}}},"
                + "\"read_capacity\":{\"mode\":\"Dedicated\",\"dedicated\":{\"node_type\":\"b1\","
                + "\"scaling\":\"Manual\",\"manual\":{\"shards\":2,\"replicas\":3}}}}");
  }

  @Test
  void anIndexForAModelNeedsOnlyRequiredSettings() throws Exception {
    server.answering(201, MODELLED);

    call(
        CREATE_INDEX_FOR_MODEL,
        CreateIndexForModelRequest.builder("docs", Cloud.AWS, "us-east-1", "e5", "chunk").build());

    assertThat(server.next().body())
        .isEqualTo(
            "{\"name\":\"docs\",\"cloud\":\"aws\",\"region\":\"us-east-1\","
                + "\"deletion_protection\":\"disabled\","
                + "\"embed\":{\"model\":\"e5\",\"field_map\":{\"text\":\"chunk\"}}}");
  }

  @Test
  void describeIndexGetsIt() throws Exception {
    server.answering(200, BOOKS);

    IndexDescription found = call(DESCRIBE_INDEX, ByName.ofIndex("books"));

    assertThat(found).isEqualTo(booksDescribed());
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("GET /indexes/books");
    assertThat(sent.body()).isEmpty();
  }

  @Test
  void listIndexesGetsAll() throws Exception {
    server.answering(200, "{\"indexes\":[" + BOOKS + "," + BOOKS + "]}");

    ListResponse<IndexDescription> all = call(LIST_INDEXES, new EmptyRequest());

    assertThat(all.items()).containsExactly(booksDescribed(), booksDescribed());
    assertThat(server.next().line()).isEqualTo("GET /indexes");
  }

  @Test
  void configureIndexPatchesGivenSettings() throws Exception {
    server.answering(202, BOOKS);

    IndexDescription changed =
        call(
            CONFIGURE_INDEX,
            ConfigureIndexRequest.builder("books")
                .deletionProtection(false)
                .tag("a", "1")
                .removeTag("b")
                .build());

    assertThat(changed).isEqualTo(booksDescribed());
    Received sent = server.next();
    assertThat(sent.line()).isEqualTo("PATCH /indexes/books");
    assertThat(sent.body())
        .isEqualTo("{\"deletion_protection\":\"disabled\",\"tags\":{\"a\":\"1\",\"b\":\"\"}}");
  }

  @Test
  void configureIndexLeavesOutUnsetSettings() throws Exception {
    server.answering(200, BOOKS);

    call(CONFIGURE_INDEX, ConfigureIndexRequest.builder("books").tag("a", "1").build());

    assertThat(server.next().body()).isEqualTo("{\"tags\":{\"a\":\"1\"}}");
  }

  @ParameterizedTest
  @MethodSource
  void aSpecIsSentAsItsKind(IndexSpec spec, String json) throws Exception {
    server.answering(201, called("s"));

    call(CREATE_INDEX, CreateIndexRequest.sparse("s", spec));

    assertThat(server.next().body()).contains(",\"spec\":" + json.replace('\'', '"') + "}");
  }

  static Stream<Arguments> aSpecIsSentAsItsKind() {
    return Stream.of(
        Arguments.of(
            IndexSpec.serverless(Cloud.AWS, "r")
                .withReadCapacity(ReadCapacity.onDemand())
                .withSchema(MetadataSchema.of("a"))
                .fromCollection("c"),
            "{'serverless':{'cloud':'aws','region':'r','read_capacity':{'mode':'OnDemand'},"
                + "'schema':{'fields':{'a':{'filterable':true}}},'source_collection':'c'}}"),
        Arguments.of(
            IndexSpec.pod("e", "p1.x1"),
            "{'pod':{'environment':'e','pod_type':'p1.x1','replicas':1,'shards':1,'pods':1}}"),
        Arguments.of(
            IndexSpec.pod("e", "p1.x1")
                .withReplicas(2)
                .withShards(3)
                .withIndexedFields(List.of("a", "b"))
                .fromCollection("c"),
            "{'pod':{'environment':'e','pod_type':'p1.x1','replicas':2,'shards':3,'pods':6,"
                + "'metadata_config':{'indexed':['a','b']},'source_collection':'c'}}"),
        Arguments.of(
            IndexSpec.byoc("e")
                .withReadCapacity(ReadCapacity.dedicated("t1", 1, 0))
                .withSchema(MetadataSchema.of("a")),
            "{'byoc':{'environment':'e','read_capacity':{'mode':'Dedicated','dedicated':{"
                + "'node_type':'t1','scaling':'Manual','manual':{'shards':1,'replicas':0}}},"
                + "'schema':{'fields':{'a':{'filterable':true}}}}}"));
  }

  @ParameterizedTest
  @MethodSource
  void eachChangeIsSentInItsOwnMember(ConfigureIndexRequest change, String json) throws Exception {
    server.answering(202, called("a"));

    call(CONFIGURE_INDEX, change);

    assertThat(server.next().body()).isEqualTo(json.replace('\'', '"'));
  }

  static Stream<Arguments> eachChangeIsSentInItsOwnMember() {
    return Stream.of(
        Arguments.of(
            ConfigureIndexRequest.builder("a").readCapacity(ReadCapacity.onDemand()).build(),
            "{'spec':{'serverless':{'read_capacity':{'mode':'OnDemand'}}}}"),
        Arguments.of(
            ConfigureIndexRequest.builder("a").byocReadCapacity(ReadCapacity.onDemand()).build(),
            "{'spec':{'byoc':{'read_capacity':{'mode':'OnDemand'}}}}"),
        Arguments.of(
            ConfigureIndexRequest.builder("a").replicas(2).podType("p1.x2").build(),
            "{'spec':{'pod':{'replicas':2,'pod_type':'p1.x2'}}}"),
        Arguments.of(
            ConfigureIndexRequest.builder("a").podType("p1.x2").build(),
            "{'spec':{'pod':{'pod_type':'p1.x2'}}}"),
        Arguments.of(
            ConfigureIndexRequest.builder("a").embed("e5", "chunk").build(),
            "{'embed':{'model':'e5','field_map':{'text':'chunk'}}}"),
        Arguments.of(
            ConfigureIndexRequest.builder("a")
                .readParameters(Fields.of("truncate", "END"))
                .writeParameters(Fields.empty())
                .build(),
            "{'embed':{'read_parameters':{'truncate':'END'},'write_parameters':{}}}"));
  }

  @Test
  void deleteIndexAcceptsAnEmptyResponse() throws Exception {
    server.answering(202, "");

    EmptyResponse deleted = call(DELETE_INDEX, ByName.ofIndex("books"));

    assertThat(deleted.info().requestId()).isEmpty();
    assertThat(server.next().line()).isEqualTo("DELETE /indexes/books");
  }

  @Test
  void deleteIndexAcceptsAnySuccessfulResponse() throws Exception {
    server.answering(Answer.of(200, "gone").as("text/plain"));

    assertThat(call(DELETE_INDEX, ByName.ofIndex("books")).info().route()).isEqualTo(route);
  }

  @Test
  void requestsHaveTheRequiredHeaders() throws Exception {
    server.answering(201, BOOKS);

    call(
        CREATE_INDEX,
        CreateIndexRequest.dense("books", 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));

    Received sent = server.next();
    assertThat(sent.headers().entries())
        .extracting(header -> header.getKey().toLowerCase(java.util.Locale.ROOT))
        .containsExactlyInAnyOrder(
            "host",
            "accept",
            "user-agent",
            "x-pinecone-api-version",
            "x-extra",
            "api-key",
            "content-type",
            "content-length");
    assertThat(sent.headers().get("host")).isEqualTo("localhost:" + server.port());
    assertThat(sent.headers().get("accept")).isEqualTo("application/json");
    assertThat(sent.headers().get("user-agent")).isEqualTo("lang=java; pinelink=test");
    assertThat(sent.headers().get("x-pinecone-api-version")).isEqualTo("2026-04");
    assertThat(sent.headers().get("x-extra")).isEqualTo("yes");
    assertThat(sent.headers().get("api-key")).isEqualTo(Calls.KEY);
    assertThat(sent.headers().get("content-type")).isEqualTo("application/json");
  }

  @Test
  void aRequestWithoutABodyHasNoContentType() throws Exception {
    server.answering(200, "{\"indexes\":[]}");

    call(LIST_INDEXES, new EmptyRequest());

    assertThat(server.next().headers().names())
        .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("content-type", "transfer-encoding");
  }

  @Test
  void aResponseHasTheInfoOfItsCall() throws Exception {
    server.answering(
        Answer.of(200, "{\"indexes\":[]}")
            .with("x-pinecone-request-id", "r-1")
            .with("x-pinecone-request-lsn", "7")
            .with("x-pinecone-max-indexed-lsn", "9"));

    ListResponse<IndexDescription> none = call(LIST_INDEXES, new EmptyRequest());

    assertThat(none.info())
        .isEqualTo(VectorResponses.info("r-1", "", 7L, 9L, route, Protocol.REST, 1));
  }

  @Test
  void callsInTurnShareOneConnection() throws Exception {
    server.answering(200, "{\"indexes\":[]}");
    for (int i = 0; i < 5; i++) {
      call(LIST_INDEXES, new EmptyRequest());
    }
    server.answering(404, "{\"status\":404,\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"no\"}}");
    Calls.failureOf(Calls.list(transport, route));
    server.answering(200, "{\"indexes\":[]}");
    call(LIST_INDEXES, new EmptyRequest());

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void everyOperationHasARow() {
    assertThat(Operations.all())
        .allSatisfy(operation -> assertThat(transport.supports(operation)).isTrue());
  }

  private IndexDescription booksDescribed() {
    return IndexDescription.builder(
            "books",
            new ControlResponses.IndexStatusResult(true, "Ready"),
            IndexSpec.serverless(Cloud.AWS, "us-east-1").withReadCapacity(ReadCapacity.onDemand()),
            VectorResponses.info(null, "", null, null, route, Protocol.REST, 1))
        .metric(Metric.COSINE)
        .id("2f8c0d5e-0000-4000-8000-000000000001")
        .vectorType(VectorType.DENSE)
        .dimension(3)
        .host("books-ab12cd3.svc.aped-0000-aaaa.pinecone.io")
        .privateHost("books-ab12cd3.svc.private.aped-0000-aaaa.pinecone.io")
        .deletionProtection(true)
        .tags(Map.of("team", "search"))
        .readCapacityStatus(
            new ControlResponses.ReadCapacityStatusResult(
                "Ready", OptionalInt.empty(), OptionalInt.empty(), Optional.empty()))
        .build();
  }

  /** Returns the description of an index of another name. */
  private static String called(String name) {
    return BOOKS.replace("\"books\"", "\"" + name + "\"");
  }

  private <Q, R> R call(Operation<Q, R> operation, Q request) throws Exception {
    return resultOf(transport.call(operation, request, context(route)));
  }
}
