package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.error.ErrorCode;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.server.TestClients.Response;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests rules of API version 2026-07 that concern several parts of the server. The tests of each
 * part have the other rules.
 */
class ServiceRulesTest {
  private static final String NEW = "2026-07";
  private static final String DEDICATED =
      "{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual',"
          + "'manual':{'shards':1,'replicas':1}}}";

  private static EmbeddedPinecone pinecone;
  private static VersionedCaller caller;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    caller = new VersionedCaller(pinecone);
    String spec = "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}";
    caller.create("/indexes", "{'name':'vectors','dimension':2,'metric':'dotproduct'," + spec);
    caller.create("/indexes", "{'name':'sparse','vector_type':'sparse'," + spec);
    caller.create(
        "/indexes/create-for-model",
        "{'name':'records','cloud':'aws','region':'us-east-1','embed':"
            + "{'model':'multilingual-e5-large','field_map':{'text':'body'}}}");
    assertStatus(
        201,
        caller.control(
            NEW,
            "POST",
            "/indexes",
            "{'name':'docs','schema':{'fields':{"
                + "'title':{'type':'string','full_text_search':{}},"
                + "'body':{'type':'string','embed':{}},"
                + "'s':{'type':'sparse_vector'}}}}"));
    for (String namespace : List.of("", "books")) {
      assertStatus(
          200,
          rest(
              "vectors",
              "POST",
              "/vectors/upsert",
              "{'namespace':'"
                  + namespace
                  + "','vectors':[{'id':'a','values':[1,2],'metadata':{'n':1}},"
                  + "{'id':'b','values':[2,1],'metadata':{'n':1}}]}"));
    }
    assertStatus(
        200,
        rest(
            "sparse",
            "POST",
            "/vectors/upsert",
            "{'namespace':'books','vectors':[{'id':'a','metadata':{'n':1},"
                + "'sparseValues':{'indices':[1],'values':[2]}}]}"));
    assertStatus(
        201,
        rest("records", "POST", "/records/namespaces/books/upsert", "{'_id':'a','body':'tides'}"));
    assertStatus(
        202,
        rest(
            "docs",
            "POST",
            "/namespaces/books/documents/upsert",
            "{'documents':[{'_id':'a','title':'tides','n':1},{'_id':'b','title':'tyres','n':1}]}"));
    for (String index : List.of("vectors", "records", "docs")) {
      assertStatus(
          200,
          rest(index, "POST", "/namespace-aliases", "{'name':'live','target_namespace':'books'}"));
    }
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static String host(String index) {
    return index + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
  }

  private static ServerResponse rest(String index, String method, String path, String body) {
    return caller.rest(NEW, host(index), method, path, body);
  }

  private static void assertStatus(int status, ServerResponse response) {
    assertThat(response.status()).as(VersionedCaller.text(response)).isEqualTo(status);
  }

  // Aliases

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records | /records/namespaces/live/upsert | {'_id':'c','body':'x'} | 409 | ALREADY_EXISTS",
        "docs | /namespaces/live/documents/upsert | {'documents':[{'_id':'c','title':'x'}]} | 409 |"
            + " ALREADY_EXISTS",
        "docs | /namespaces/live/documents/delete | {'ids':['a']} | 412 | FAILED_PRECONDITION",
        "docs | /namespaces/live/documents/delete | {'filter':{'n':1}} | 412 | FAILED_PRECONDITION",
        "docs | /namespaces/live/documents/delete | {'delete_all':true} | 412 |"
            + " FAILED_PRECONDITION",
        "docs | /namespaces/live/documents/update | {'documents':[{'_id':'a','n':2}]} | 412 |"
            + " FAILED_PRECONDITION",
        "docs | /namespaces/live/documents/update | {'filter':{'n':1},'set_fields':{'n':2}} | 412 |"
            + " FAILED_PRECONDITION"
      })
  void aWriteOfRecordsOrDocumentsToAnAliasIsRefused(
      String index, String path, String body, int status, String code) {
    ServerResponse refused = rest(index, "POST", path, body);

    assertStatus(status, refused);
    JsonNode json = VersionedCaller.json(refused);
    assertThat(json.path("status").intValue()).isEqualTo(status);
    assertThat(json.at("/error/code").textValue()).isEqualTo(code);
    assertThat(json.at("/error/message").textValue()).contains("'live' is a namespace alias");
    assertThat(json.has("details")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2026-04", "2025-10", "''"})
  void anOlderVersionRefusesRecordsForAnAliasInTheFormOfVectors(String version) {
    ServerResponse refused =
        caller.rest(
            version,
            host("records"),
            "POST",
            "/records/namespaces/live/upsert",
            "{'_id':'c','body':'x'}");

    assertStatus(409, refused);
    JsonNode json = VersionedCaller.json(refused);
    assertThat(json.path("code").intValue()).isEqualTo(6);
    assertThat(json.at("/details/0/reason").textValue()).isEqualTo("NAME_IN_USE_BY_ALIAS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "records | search | {'query':{'top_k':1,'id':'a'}} | /result/hits/0/_id",
        "docs | search | {'top_k':1,'score_by':[{'type':'text','fields':['title'],"
            + "'query':'tides'}]} | /matches/0/_id",
        "docs | fetch | {'ids':['a']} | /documents/a/_id",
        "docs | fetch | {'filter':{'n':1}} | /documents/a/_id",
        "docs | list | {} | /documents/0/_id"
      })
  void aReadOfRecordsOrDocumentsThroughAnAliasIsServedByItsTarget(
      String index, String verb, String body, String id) {
    String path =
        index.equals("docs")
            ? "/namespaces/live/documents/" + verb
            : "/records/namespaces/live/search";
    ServerResponse read = rest(index, "POST", path, body);

    assertStatus(200, read);
    assertThat(VersionedCaller.json(read).at(id).textValue()).isEqualTo("a");
    assertThat(VersionedCaller.json(read).path("namespace").textValue()).isEqualTo("books");
  }

  // Requests whose members exclude each other

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/vectors/delete | {'ids':['a'],'filter':{'n':1}} | exactly one of",
        "/vectors/delete | {'deleteAll':true,'filter':{'n':1}} | exactly one of",
        "/vectors/delete | {'ids':['a'],'deleteAll':true,'filter':{'n':1}} | exactly one of",
        "/vectors/delete | {'deleteAll':false} | exactly one of",
        "/vectors/delete | {} | exactly one of",
        "/vectors/delete | {'ids':[]} | exactly one of",
        "/vectors/delete | {'ids':null,'filter':null,'deleteAll':null} | exactly one of",
        "/vectors/delete | {'filter':{}} | must not be empty",
        "/vectors/delete | {'filter':{'$and':[{'n':1},{}]}} | must not be empty",
        "/vectors/delete | {'filter':{'$or':[{'$and':[{}]}]}} | must not be empty",
        "/vectors/update | {'setMetadata':{'n':2}} | ID must not be empty",
        "/vectors/update | {'id':'','filter':null,'setMetadata':{'n':2}} |"
            + " ID must not be empty",
        "/vectors/update | {'filter':{},'setMetadata':{'n':2}} | must not be empty",
        "/vectors/update | {'filter':{'$and':[{}]},'setMetadata':{'n':2}} | must not be empty",
        "/vectors/update | {'filter':{},'dryRun':true} | must not be empty",
        "/query | {'topK':1,'id':'a','sparseVector':{'indices':[1],'values':[1]}} |"
            + " both 'id' and a query vector",
        "/query | {'topK':1,'sparseVector':{'indices':[1],'values':[1]}} | needs a dense vector",
        "/query | {'topK':1,'queries':[{'values':[1,2]}]} |"
            + " Field 'queries' does not exist since API version 2026-07",
        "/query | {'topK':1,'vector':[1,2],'queries':[]} | Field 'queries' does not exist",
        "/vectors/update | {'filter':{'n':1},'sparseValues':{'indices':[1],'values':[1]}} |"
            + " Cannot update values or sparse values by 'filter'",
        "/vectors/update | {'filter':{'n':1},'setMetadata':{'n':2},'values':[1,2],'dryRun':true} |"
            + " Cannot update values"
      })
  void membersOfARequestExcludeEachOther(String path, String body, String reason) {
    ServerResponse refused = rest("vectors", "POST", path, body);

    assertStatus(400, refused);
    assertThat(VersionedCaller.json(refused).path("code").intValue()).isEqualTo(3);
    assertThat(VersionedCaller.json(refused).path("message").textValue()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({"2026-04", "2025-04", "''"})
  void anOlderVersionIgnoresAListOfQueries(String version) {
    assertStatus(
        200,
        caller.rest(
            version,
            host("vectors"),
            "POST",
            "/query",
            "{'topK':1,'vector':[1,2],'queries':[{'values':[1,2]}]}"));
  }

  static Stream<Arguments> exclusiveMessages() {
    Struct filter =
        Struct.newBuilder().putFields("n", Value.newBuilder().setNumberValue(1).build()).build();
    SparseValues sparse = SparseValues.newBuilder().addIndices(1).addValues(1).build();
    return Stream.of(
        Arguments.of("Delete", DeleteRequest.newBuilder().addIds("a").setFilter(filter).build()),
        Arguments.of(
            "Delete", DeleteRequest.newBuilder().setDeleteAll(true).setFilter(filter).build()),
        Arguments.of("Delete", DeleteRequest.getDefaultInstance()),
        Arguments.of(
            "Delete", DeleteRequest.newBuilder().setFilter(Struct.getDefaultInstance()).build()),
        Arguments.of("DeleteNamespace", DeleteNamespaceRequest.getDefaultInstance()),
        Arguments.of("Update", UpdateRequest.getDefaultInstance()),
        Arguments.of(
            "Update",
            UpdateRequest.newBuilder()
                .setFilter(Struct.getDefaultInstance())
                .setSetMetadata(filter)
                .build()),
        Arguments.of("Query", QueryRequest.newBuilder().setTopK(1).setId("a").addVector(1).build()),
        Arguments.of(
            "Query",
            QueryRequest.newBuilder().setTopK(1).setId("a").setSparseVector(sparse).build()),
        Arguments.of("Query", QueryRequest.newBuilder().setTopK(1).build()),
        Arguments.of("Update", UpdateRequest.newBuilder().setId("a").setFilter(filter).build()),
        Arguments.of(
            "Update",
            UpdateRequest.newBuilder().setFilter(filter).setSparseValues(sparse).build()));
  }

  @ParameterizedTest
  @MethodSource("exclusiveMessages")
  void fieldsOfAMessageExcludeEachOther(String method, MessageLite message) {
    assertThat(caller.grpc(NEW, host("vectors"), method, message).grpcStatus()).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT,QUERY | 200",
        "QUERY,QUERY,TEXT | 200",
        "SPARSE | 200",
        "EMBED | 200",
        "SPARSE,TEXT | 400",
        "SPARSE,QUERY | 400",
        "SPARSE,SPARSE | 400",
        "EMBED,TEXT | 400",
        "EMBED,SPARSE | 400",
        "QUERY,EMBED | 400"
      })
  void onlyClausesOfWordsAreCombined(String clauses, int status) {
    ServerResponse found =
        rest(
            "docs",
            "POST",
            "/namespaces/books/documents/search",
            "{'top_k':1,'score_by':["
                + clauses
                    .replace("TEXT", "{'type':'text','fields':['title'],'query':'tides'}")
                    .replace("QUERY", "{'type':'query_string','query':'tyres^2'}")
                    .replace("EMBED", "{'type':'embed','fields':['body'],'query':'tides'}")
                    .replace(
                        "SPARSE",
                        "{'type':'sparse_vector','fields':['s'],"
                            + "'sparse_values':{'indices':[1],'values':[1]}}")
                + "]}");

    assertStatus(status, found);
    if (status == 400) {
      assertThat(VersionedCaller.json(found).at("/error/message").textValue())
          .contains("must be the only one in score_by");
    }
  }

  // Contents of responses

  @Test
  void statisticsNameTheDefaultNamespaceByAnEmptyText() throws Exception {
    JsonNode rest = VersionedCaller.json(rest("vectors", "POST", "/describe_index_stats", "{}"));
    DescribeIndexStatsResponse grpc =
        DescribeIndexStatsResponse.parseFrom(
            VersionedCaller.message(
                caller.grpc(
                    NEW,
                    host("vectors"),
                    "DescribeIndexStats",
                    DescribeIndexStatsRequest.getDefaultInstance())));

    for (String name : List.of("", "books")) {
      assertThat(rest.path("namespaces").path(name).path("vectorCount").intValue()).isEqualTo(2);
      assertThat(grpc.getNamespacesOrThrow(name).getVectorCount()).isEqualTo(2);
    }
    assertThat(rest.path("namespaces").has("__default__")).isFalse();
    assertThat(grpc.getNamespacesMap()).doesNotContainKey("__default__");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /vectors/fetch?namespace=books&ids=a | '' | /vectors/a/values",
        "POST | /vectors/fetch_by_metadata | {'namespace':'books','filter':{'n':1}} |"
            + " /vectors/a/values",
        "POST | /query | {'namespace':'books','topK':1,'includeValues':true,"
            + "'sparseVector':{'indices':[1],'values':[1]}} | /matches/0/values",
        "POST | /query | {'namespace':'books','topK':1,"
            + "'sparseVector':{'indices':[1],'values':[1]}} | /matches/0/values"
      })
  void aSparseRecordHasAnEmptyListOfValues(
      String method, String path, String body, String pointer) {
    ServerResponse read = rest("sparse", method, path, body);

    assertStatus(200, read);
    assertThat(VersionedCaller.json(read).at(pointer).toString()).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vectors | GET | /vectors/list?namespace=books&limit=2 | ''",
        "vectors | POST | /vectors/fetch_by_metadata |"
            + " {'namespace':'books','filter':{'n':1},'limit':2}",
        "vectors | GET | /namespaces?prefix=books&limit=1 | ''",
        "vectors | GET | /namespace-aliases?limit=1 | ''",
        "docs | POST | /namespaces/books/documents/list | {'limit':2}",
        "docs | POST | /namespaces/books/documents/fetch | {'filter':{'n':1},'limit':2}",
        "vectors | GET | /bulk/imports?limit=1 | ''"
      })
  void aFullLastPageHasNoPagination(String index, String method, String path, String body) {
    ServerResponse page = rest(index, method, path, body);

    assertStatus(200, page);
    assertThat(VersionedCaller.json(page).has("pagination")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2026-07", "2026-04", "2025-10", "''"})
  void theNumberOfRecordsOfANamespaceIsAText(String version) {
    JsonNode described =
        VersionedCaller.json(caller.rest(version, host("vectors"), "GET", "/namespaces/books", ""));

    assertThat(described.path("record_count").textValue()).isEqualTo("2");
  }

  // Headers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vectors | POST | /vectors/upsert |"
            + " {'namespace':'w','vectors':[{'id':'a','values':[1,2]}]}",
        "vectors | POST | /vectors/update | {'namespace':'w','id':'a','values':[2,1]}",
        "vectors | POST | /vectors/update |"
            + " {'namespace':'w','filter':{'n':1},'setMetadata':{'n':2}}",
        "vectors | POST | /vectors/delete | {'namespace':'books','ids':['unknown']}",
        "vectors | POST | /namespaces | {'name':'created'}",
        "records | POST | /records/namespaces/w/upsert | {'_id':'a','body':'x'}",
        "docs | POST | /namespaces/w/documents/upsert | {'documents':[{'_id':'a','title':'x'}]}",
        "docs | POST | /namespaces/books/documents/update | {'documents':[{'_id':'unknown'}]}",
        "docs | POST | /namespaces/books/documents/delete | {'ids':['unknown']}"
      })
  void aWriteReportsItsSequenceNumber(String index, String method, String path, String body) {
    ServerResponse written = rest(index, method, path, body);

    assertThat(written.status()).as(VersionedCaller.text(written)).isBetween(200, 202);
    assertThat(written.headers().get("x-pinecone-lsn-committed")).matches("[1-9][0-9]*");
    assertThat(written.headers()).doesNotContainKey("x-pinecone-lsn-reconciled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vectors | POST | /query | {'namespace':'books','topK':1,'id':'a'}",
        "vectors | GET | /vectors/fetch?namespace=books&ids=a | ''",
        "vectors | POST | /vectors/fetch_by_metadata | {'namespace':'books','filter':{'n':1}}",
        "vectors | GET | /vectors/list?namespace=books | ''",
        "vectors | GET | /namespaces/books | ''",
        "records | POST | /records/namespaces/books/search | {'query':{'top_k':1,'id':'a'}}",
        "docs | POST | /namespaces/books/documents/search |"
            + " {'top_k':1,'score_by':[{'type':'query_string','query':'tides'}]}",
        "docs | POST | /namespaces/books/documents/fetch | {'ids':['a']}",
        "docs | POST | /namespaces/books/documents/list | {}"
      })
  void aReadReportsTheSequenceNumberThatItSaw(
      String index, String method, String path, String body) {
    ServerResponse read = rest(index, method, path, body);

    assertStatus(200, read);
    assertThat(read.headers().get("x-pinecone-lsn-reconciled")).matches("[1-9][0-9]*");
    assertThat(read.headers()).doesNotContainKey("x-pinecone-lsn-committed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTROL | GET | /indexes | '' | 200",
        "CONTROL | GET | /indexes/none | '' | 404",
        "CONTROL | GET | /models | '' | 200",
        "CONTROL | POST | /embed | {} | 400",
        "PUBLIC_DATA | POST | /describe_index_stats | {} | 200",
        "PUBLIC_DATA | POST | /query | {} | 400",
        "PUBLIC_DATA | GET | /nothing | '' | 404"
      })
  void everyResponseHasARequestId(
      Listener listener, String method, String path, String body, int status) {
    try (TestClients clients = new TestClients(pinecone)) {
      Response first = send(clients, listener, method, path, body);
      Response second = send(clients, listener, method, path, body);

      assertThat(first.status()).as(first.body()).isEqualTo(status);
      assertThat(first.header("x-pinecone-request-id"))
          .isNotEmpty()
          .isNotEqualTo(second.header("x-pinecone-request-id"));
    }
  }

  private static Response send(
      TestClients clients, Listener listener, String method, String path, String body) {
    return clients.http(
        listener,
        listener == Listener.CONTROL ? "api.pinecone.io" : host("vectors"),
        method,
        path,
        EmbeddedPinecone.API_KEY,
        body);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTROL, api.pinecone.io, /indexes",
    "CONTROL, api.pinecone.io, /embed",
    "PUBLIC_DATA, vectors, /vectors/upsert",
    "PUBLIC_DATA, books, /records/namespaces/n/upsert",
    "PUBLIC_DATA, vectors, /query"
  })
  void aCompressedRequestIsRefusedByTheNameOfItsCompression(
      ListenerRole listener, String name, String path) {
    ServerCall call =
        new ServerCall(
            listener,
            "POST",
            path,
            new DefaultHttpHeaders()
                .add("host", listener == ListenerRole.CONTROL ? name : host(name))
                .add("api-key", EmbeddedPinecone.API_KEY)
                .add("content-encoding", "gzip"),
            new byte[] {31, -117, 8});
    ServerResponse refused = pinecone.service().match(call).get();

    assertThat(refused.status()).isEqualTo(400);
    assertThat(VersionedCaller.text(refused))
        .contains("Content-Encoding is 'gzip', expected none: send the body uncompressed");
  }

  @Test
  void aRateLimitOfTheDataPlaneReportsWhenToRetry() {
    Fault slow = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow", Duration.ofMillis(1_500));
    pinecone.faults().next("query", slow);
    pinecone.faults().next("searchRecords", slow);
    pinecone.faults().next("searchDocuments", slow);

    try (TestClients clients = new TestClients(pinecone)) {
      for (String path :
          List.of(
              "/query", "/records/namespaces/books/search", "/namespaces/books/documents/search")) {
        Response refused = send(clients, Listener.PUBLIC_DATA, "POST", path, "{}");

        assertThat(refused.status()).as(path).isEqualTo(429);
        assertThat(refused.header("retry-after")).as(path).isEqualTo("2");
        assertThat(refused.body()).contains("slow");
      }
    }
  }

  // Indexes

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'dedicated':{'node_type':'b1','manual':{'shards':1,'replicas':1}}} | 422 | scaling",
        "{'dedicated':{'node_type':'b1','scaling':'Manual'}} | 422 | manual",
        "{'dedicated':{'scaling':'Manual','manual':{'shards':1,'replicas':1}}} | 422 | node_type",
        "{'dedicated':{'node_type':'b1','scaling':'Auto','manual':{'shards':1,'replicas':1}}} |"
            + " 422 | unknown variant `Auto`",
        "{'dedicated':{'node_type':'b1','scaling':'Manual','manual':{'shards':0,'replicas':1}}} |"
            + " 400 | at least 1 shard",
        "{'dedicated':{'node_type':'b1','scaling':'Manual','manual':{'shards':1,'replicas':-1}}} |"
            + " 400 | 0 replicas",
        "{'dedicated':{'node_type':'b1','scaling':'Manual','manual':{'shards':1}}} | 422 |"
            + " replicas",
      })
  void dedicatedCapacityIsStatedInFull(String capacity, int status, String reason) {
    String stated = capacity.replaceFirst("\\{", "{'mode':'Dedicated',");
    String fields = "'schema':{'fields':{'s':{'type':'sparse_vector'}}}";
    ServerResponse created =
        caller.control(NEW, "POST", "/indexes", "{" + fields + ",'read_capacity':" + stated + "}");
    ServerResponse configured =
        caller.control(NEW, "PATCH", "/indexes/docs", "{'read_capacity':" + stated + "}");

    for (ServerResponse refused : List.of(created, configured)) {
      assertStatus(status, refused);
      assertThat(VersionedCaller.json(refused).at("/error/message").textValue()).contains(reason);
    }
  }

  @Test
  void manualScalingIsConfiguredWithItsNumbers() {
    assertStatus(
        201,
        caller.control(
            NEW,
            "POST",
            "/indexes",
            "{'name':'dedicated','schema':{'fields':{'s':{'type':'sparse_vector'}}},"
                + "'read_capacity':"
                + DEDICATED
                + "}"));

    ServerResponse refused =
        caller.control(
            NEW,
            "PATCH",
            "/indexes/dedicated",
            "{'read_capacity':{'dedicated':{'manual':{'shards':2,'replicas':1}}}}");
    assertStatus(400, refused);
    assertThat(VersionedCaller.json(refused).at("/error/message").textValue())
        .contains("needs both or none of scaling and manual");
    assertStatus(
        200,
        caller.control(
            NEW,
            "PATCH",
            "/indexes/dedicated",
            "{'read_capacity':{'dedicated':{'scaling':'Manual',"
                + "'manual':{'shards':2,'replicas':1}}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'type':'dense_vector','dimension':2,'metric':'cosine'},"
            + "'b':{'type':'dense_vector','dimension':2,'metric':'cosine'}} |"
            + " fields with dense_vector or embed are [a, b], expected at most one",
        "{'_values':{'type':'dense_vector','dimension':2,'metric':'cosine','description':'d'}} |"
            + " cannot have a description",
        "{'_values':{'type':'dense_vector','dimension':2,'metric':'cosine'},"
            + "'title':{'type':'string','full_text_search':{}}} | reserved for indexes of vectors",
        "{'title':{'type':'string','full_text_search':{'language':'tr','stemming':true,"
            + "'stop_words':true}}} | stop_words is true with language 'tr', which has none"
      })
  void aSchemaIsRefused(String fields, String reason) {
    ServerResponse refused =
        caller.control(NEW, "POST", "/indexes", "{'schema':{'fields':" + fields + "}}");

    assertStatus(400, refused);
    assertThat(VersionedCaller.json(refused).at("/error/code").textValue())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(VersionedCaller.json(refused).at("/error/message").textValue()).contains(reason);
  }
}
