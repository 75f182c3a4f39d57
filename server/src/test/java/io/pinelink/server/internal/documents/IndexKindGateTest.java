package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.MessageLite;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.server.internal.http.ServerResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which kinds of indexes and which API versions take which operations. */
class IndexKindGateTest {
  private static final int FRAME_HEAD = 5;

  private final DocumentsUnderTest pinecone = new DocumentsUnderTest();

  @BeforeEach
  void create() {
    pinecone.create("docs", "{'title':{'type':'string','full_text_search':{}}}");
    pinecone.create("dense", "{'v':{'type':'dense_vector','dimension':2,'metric':'euclidean'}}");
    pinecone.create(
        "vectors", "{'_values':{'type':'dense_vector','dimension':2,'metric':'cosine'}}");
    DocumentsUnderTest.succeed(
        201,
        pinecone.control(
            "POST",
            "/indexes/create-for-model",
            "{'name':'records','cloud':'aws','region':'us-east-1','embed':"
                + "{'model':'multilingual-e5-large','field_map':{'text':'body'}}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"upsert", "search", "fetch", "delete", "update", "list"})
  void documentsNeedANewVersion(String verb) {
    pinecone.version("2026-04");
    pinecone.refuse(
        "API version '2026-04' is too old for documents: set X-Pinecone-Api-Version to 2026-07 or"
            + " later",
        "docs",
        verb,
        "{}");
    pinecone.version("");
    pinecone.refuse(
        "A call without an API version cannot use documents: set X-Pinecone-Api-Version to"
            + " 2026-07 or later",
        "docs",
        verb,
        "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"upsert", "search", "fetch", "delete", "update", "list"})
  void otherIndexesRefuseDocumentsAndNameTheirApi(String verb) {
    pinecone.refuse("use the vectors API", "vectors", verb, "{}");
    pinecone.refuse("use the records API", "records", verb, "{}");
  }

  @Test
  void aMissingIndexIsNotFoundInTheFormOfDocuments() {
    pinecone.refuse(404, "NOT_FOUND", "No index at host", "absent", "list", "{}");
    pinecone.refuse(404, "NOT_FOUND", "documents/count not found", "docs", "count", "{}");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /vectors/upsert, upsert",
    "POST, /query, search",
    "POST, /vectors/update, update",
    "POST, /vectors/delete, delete",
    "GET, /vectors/fetch, fetch",
    "POST, /vectors/fetch_by_metadata, fetch",
    "GET, /vectors/list, list",
    "POST, /records/namespaces/n/upsert, upsert",
    "POST, /records/namespaces/n/search, search"
  })
  void aDocumentIndexRefusesVectorsAndRecordsOverRest(String method, String path, String verb) {
    for (String version : List.of("2026-07", "2025-10")) {
      pinecone.version(version);
      ServerResponse refused = pinecone.data("docs", method, path, "{}");

      assertThat(refused.status()).isEqualTo(400);
      JsonNode json = DocumentsUnderTest.json(refused);
      boolean isEnvelope = version.equals("2026-07") && path.startsWith("/records");
      assertThat(json.at(isEnvelope ? "/error/code" : "/code").asText())
          .isEqualTo(isEnvelope ? "INVALID_ARGUMENT" : "3");
      assertThat(json.at(isEnvelope ? "/error/message" : "/message").textValue())
          .contains(
              "POST /namespaces/{namespace}/documents/"
                  + verb
                  + " with X-Pinecone-Api-Version 2026-07 or later");
    }
  }

  static Stream<Arguments> vectorCalls() {
    return Stream.of(
        Arguments.of("Upsert", UpsertRequest.getDefaultInstance()),
        Arguments.of("Query", QueryRequest.getDefaultInstance()),
        Arguments.of("Update", UpdateRequest.getDefaultInstance()),
        Arguments.of("Delete", DeleteRequest.getDefaultInstance()),
        Arguments.of("Fetch", FetchRequest.getDefaultInstance()),
        Arguments.of("FetchByMetadata", FetchByMetadataRequest.getDefaultInstance()),
        Arguments.of("List", ListRequest.getDefaultInstance()));
  }

  @ParameterizedTest
  @MethodSource("vectorCalls")
  void aDocumentIndexRefusesVectorsOverGrpc(String rpc, MessageLite message) {
    ServerResponse refused = pinecone.grpc("docs", rpc, message);

    assertThat(refused.grpcStatus()).hasValue(3);
    assertThat(refused.headers().get("grpc-message"))
        .contains("has a document schema", "/documents/", "2026-07 or later");
  }

  @Test
  void statisticsCountDocumentsOverBothProtocols() throws Exception {
    pinecone.write("docs", "upsert", "{'documents':[{'_id':'a','title':'x'}]}");
    pinecone.write(
        "dense", "upsert", "{'documents':[{'_id':'a','v':[1,2]},{'_id':'b','v':[1,2]}]}");
    pinecone.version("");

    assertThat(stats("docs"))
        .isEqualTo("{'namespaces':{'n':{'vectorCount':1}},'indexFullness':0,'totalVectorCount':1}");
    assertThat(stats("dense"))
        .isEqualTo(
            "{'namespaces':{'n':{'vectorCount':2}},'dimension':2,'indexFullness':0,"
                + "'totalVectorCount':2,'metric':'euclidean','vectorType':'dense'}");
    DescribeIndexStatsResponse none = statsOverGrpc("docs");
    assertThat(none.getTotalVectorCount()).isEqualTo(1);
    assertThat(none.hasDimension() || none.hasMetric() || none.hasVectorType()).isFalse();
    DescribeIndexStatsResponse dense = statsOverGrpc("dense");
    assertThat(dense.getDimension()).isEqualTo(2);
    assertThat(dense.getMetric()).isEqualTo("euclidean");
    assertThat(dense.getNamespacesOrThrow("n").getVectorCount()).isEqualTo(2);
  }

  private String stats(String index) {
    return DocumentsUnderTest.succeed(
            200, pinecone.data(index, "POST", "/describe_index_stats", "{}"))
        .toString()
        .replace('"', '\'');
  }

  private DescribeIndexStatsResponse statsOverGrpc(String index) throws Exception {
    return DescribeIndexStatsResponse.parseFrom(
        message(
            pinecone.grpc(
                index, "DescribeIndexStats", DescribeIndexStatsRequest.getDefaultInstance())));
  }

  private static ByteBuffer message(ServerResponse response) {
    assertThat(response.grpcStatus()).hasValue(0);
    byte[] body = response.body();
    return ByteBuffer.wrap(Arrays.copyOfRange(body, FRAME_HEAD, body.length));
  }

  @Test
  void namespacesOfADocumentIndexAreManagedOverBothProtocols() throws Exception {
    DocumentsUnderTest.succeed(200, pinecone.data("docs", "POST", "/namespaces", "{'name':'m'}"));
    pinecone.write("docs", "upsert", "{'documents':[{'_id':'a','title':'x'}]}");

    assertThat(
            DocumentsUnderTest.succeed(200, pinecone.data("docs", "GET", "/namespaces", ""))
                .path("namespaces")
                .findValuesAsText("name"))
        .containsExactly("__default__", "m", "n");
    assertThat(
            NamespaceDescription.parseFrom(
                    message(
                        pinecone.grpc(
                            "docs",
                            "DescribeNamespace",
                            DescribeNamespaceRequest.newBuilder().setNamespace("n").build())))
                .getRecordCount())
        .isEqualTo(1);
    DocumentsUnderTest.succeed(200, pinecone.data("docs", "DELETE", "/namespaces/n", ""));
    assertThat(pinecone.stored("docs", "a")).isEmpty();
  }
}
