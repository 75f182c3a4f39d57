package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.FetchByMetadataRequest;
import io.pinelink.grpc.proto.FetchByMetadataResponse;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.ListNamespacesRequest;
import io.pinelink.grpc.proto.ListNamespacesResponse;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.NamespaceDescription;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.Usage;
import io.pinelink.server.internal.http.ServerResponse;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which API versions report sizes in bytes, and that both protocols report the same. */
class ReportedSizesTest {
  private static final String NEW = "2026-07";

  /** Older versions, and none. */
  private static final List<String> OLD = List.of("2026-04", "2025-10", "2024-07", "");

  // An id counts its characters, a dense value 4 bytes, a sparse one 8, metadata its JSON.
  private static final int A = 1 + 2 * 4 + "{\"lang\":\"et\"}".length();
  private static final int B = 1 + 2 * 4 + "{\"lang\":\"de\"}".length();
  private static final int C = 2 + 2 * 4;
  private static final int BOOKS = A + B + C;
  private static final int HYBRID = 3 + 2 * 4 + 2 * 8;

  private static EmbeddedPinecone pinecone;
  private static VersionedCaller caller;
  private static String host;

  @BeforeAll
  static void start() {
    pinecone = EmbeddedPinecone.start();
    caller = new VersionedCaller(pinecone);
    host =
        caller.create(
            "/indexes",
            "{'name':'docs','dimension':2,'metric':'dotproduct',"
                + "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}");
    write(
        "/vectors/upsert",
        "{'namespace':'books','vectors':["
            + "{'id':'a','values':[1,0],'metadata':{'lang':'et'}},"
            + "{'id':'b','values':[0,1],'metadata':{'lang':'de'}},"
            + "{'id':'c1','values':[1,1]}]}");
    write(
        "/vectors/upsert",
        "{'namespace':'hybrid','vectors':[{'id':'mix','values':[1,2],"
            + "'sparseValues':{'indices':[7,9],'values':[0.5,1]}}]}");
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static void write(String path, String body) {
    ServerResponse written = caller.rest(NEW, host, "POST", path, body);
    assertThat(written.status()).as(VersionedCaller.text(written)).isEqualTo(200);
  }

  private interface UsageParser {
    Usage of(ByteBuffer message) throws InvalidProtocolBufferException;
  }

  /**
   * A read over both protocols.
   *
   * @param egress the bytes that both report
   */
  private record Read(
      String name,
      String httpMethod,
      String path,
      String body,
      String rpc,
      MessageLite message,
      UsageParser usage,
      int egress) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Read query(String name, boolean withValues, boolean withMetadata, int egress) {
    return new Read(
        "query " + name,
        "POST",
        "/query",
        "{'namespace':'books','topK':9,'vector':[1,1],'includeValues':"
            + withValues
            + ",'includeMetadata':"
            + withMetadata
            + "}",
        "Query",
        QueryRequest.newBuilder()
            .setNamespace("books")
            .setTopK(9)
            .addVector(1)
            .addVector(1)
            .setIncludeValues(withValues)
            .setIncludeMetadata(withMetadata)
            .build(),
        message -> QueryResponse.parseFrom(message).getUsage(),
        egress);
  }

  private static Read fetch(String namespace, List<String> ids, int egress) {
    return new Read(
        "fetch " + ids,
        "GET",
        "/vectors/fetch?namespace=" + namespace + "&ids=" + String.join("&ids=", ids),
        "",
        "Fetch",
        FetchRequest.newBuilder().setNamespace(namespace).addAllIds(ids).build(),
        message -> FetchResponse.parseFrom(message).getUsage(),
        egress);
  }

  static List<Read> reads() {
    Struct estonian =
        Struct.newBuilder()
            .putFields("lang", Value.newBuilder().setStringValue("et").build())
            .build();
    return List.of(
        query("of ids", false, false, 1 + 1 + 2),
        query("with values", true, false, 1 + 1 + 2 + 3 * 2 * 4),
        query("with metadata", false, true, BOOKS - 3 * 2 * 4),
        query("of all", true, true, BOOKS),
        fetch("books", List.of("a", "c1", "absent"), A + C),
        fetch("hybrid", List.of("mix"), HYBRID),
        fetch("none", List.of("a"), 0),
        new Read(
            "fetch by metadata",
            "POST",
            "/vectors/fetch_by_metadata",
            "{'namespace':'books','filter':{'lang':'et'}}",
            "FetchByMetadata",
            FetchByMetadataRequest.newBuilder().setNamespace("books").setFilter(estonian).build(),
            message -> FetchByMetadataResponse.parseFrom(message).getUsage(),
            A),
        new Read(
            "list",
            "GET",
            "/vectors/list?namespace=books",
            "",
            "List",
            ListRequest.newBuilder().setNamespace("books").build(),
            message -> ListResponse.parseFrom(message).getUsage(),
            1 + 1 + 2));
  }

  private static JsonNode usageOverRest(Read read, String version) {
    return VersionedCaller.json(
            caller.rest(version, host, read.httpMethod(), read.path(), read.body()))
        .path("usage");
  }

  private static Usage usageOverGrpc(Read read, String version) throws Exception {
    return read.usage()
        .of(VersionedCaller.message(caller.grpc(version, host, read.rpc(), read.message())));
  }

  @ParameterizedTest
  @MethodSource("reads")
  void egressIsTheSameOverBothProtocols(Read read) throws Exception {
    assertThat(usageOverRest(read, NEW).toString())
        .isEqualTo("{\"readUnits\":1,\"egressBytes\":" + read.egress() + "}");
    Usage usage = usageOverGrpc(read, NEW);
    assertThat(usage.hasEgressBytes()).isTrue();
    assertThat(usage.getEgressBytes()).isEqualTo(read.egress());
    assertThat(usage.getReadUnits()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void olderVersionsReportNoEgress(Read read) throws Exception {
    for (String version : OLD) {
      assertThat(usageOverRest(read, version).toString()).isEqualTo("{\"readUnits\":1}");
      assertThat(usageOverGrpc(read, version).hasEgressBytes()).isFalse();
    }
  }

  private static JsonNode namespaceOverRest(String version, String name) {
    return VersionedCaller.json(caller.rest(version, host, "GET", "/namespaces/" + name, ""));
  }

  private static NamespaceDescription namespaceOverGrpc(String version, String name)
      throws Exception {
    return NamespaceDescription.parseFrom(
        VersionedCaller.message(
            caller.grpc(
                version,
                host,
                "DescribeNamespace",
                DescribeNamespaceRequest.newBuilder().setNamespace(name).build())));
  }

  static List<Arguments> namespaces() {
    return List.of(
        Arguments.of("books", BOOKS),
        Arguments.of("hybrid", HYBRID),
        Arguments.of("__default__", 0));
  }

  @ParameterizedTest
  @MethodSource("namespaces")
  void theSizeOfANamespaceIsTheSizeOfItsRecords(String name, int bytes) throws Exception {
    assertThat(namespaceOverRest(NEW, name).path("size_bytes").textValue())
        .isEqualTo(Integer.toString(bytes));
    assertThat(namespaceOverGrpc(NEW, name).getSizeBytes()).isEqualTo(bytes);
    for (String version : OLD) {
      assertThat(namespaceOverRest(version, name).has("size_bytes")).isFalse();
      assertThat(namespaceOverGrpc(version, name).getSizeBytes()).isZero();
    }
  }

  @Test
  void listingsReportTheSizesOfNamespaces() throws Exception {
    for (String version : List.of(NEW, "2026-04")) {
      JsonNode rest =
          VersionedCaller.json(caller.rest(version, host, "GET", "/namespaces?prefix=books", ""));
      ListNamespacesResponse grpc =
          ListNamespacesResponse.parseFrom(
              VersionedCaller.message(
                  caller.grpc(
                      version,
                      host,
                      "ListNamespaces",
                      ListNamespacesRequest.newBuilder().setPrefix("books").build())));

      assertThat(rest.at("/namespaces/0/size_bytes").asText())
          .isEqualTo(version.equals(NEW) ? Integer.toString(BOOKS) : "");
      assertThat(grpc.getNamespaces(0).getSizeBytes()).isEqualTo(version.equals(NEW) ? BOOKS : 0);
    }
  }

  @Test
  void aNewNamespaceHasNoBytes() throws Exception {
    JsonNode rest =
        VersionedCaller.json(
            caller.rest(NEW, host, "POST", "/namespaces", "{'name':'new-over-rest'}"));
    NamespaceDescription grpc =
        NamespaceDescription.parseFrom(
            VersionedCaller.message(
                caller.grpc(
                    NEW,
                    host,
                    "CreateNamespace",
                    CreateNamespaceRequest.newBuilder().setName("new-over-grpc").build())));

    assertThat(rest.path("size_bytes").textValue()).isEqualTo("0");
    assertThat(grpc.getSizeBytes()).isZero();
    assertThat(grpc.getName()).isEqualTo("new-over-grpc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07", "2026-04", ""})
  void aServerThatOnlyCountsReportsNoSize(String version) {
    try (EmbeddedPinecone counting = EmbeddedPinecone.builder().countingOnly().start()) {
      VersionedCaller toCounting = new VersionedCaller(counting);
      String counted =
          toCounting.create(
              "/indexes",
              "{'name':'docs','dimension':2,"
                  + "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}");
      assertThat(
              toCounting
                  .rest(
                      version,
                      counted,
                      "POST",
                      "/vectors/upsert",
                      "{'vectors':[{'id':'a','values':[1,2]}]}")
                  .status())
          .isEqualTo(200);

      assertThat(
              VersionedCaller.text(
                  toCounting.rest(version, counted, "GET", "/namespaces/__default__", "")))
          .isEqualTo("{\"name\":\"__default__\",\"record_count\":\"1\"}");
    }
  }

  @Test
  void aSearchOfRecordsReportsTheBytesOfItsHits() {
    String records =
        caller.create(
            "/indexes/create-for-model",
            "{'name':'records','cloud':'aws','region':'us-east-1','embed':"
                + "{'model':'multilingual-e5-large','field_map':{'text':'body'}}}");
    String path = "/records/namespaces/n/";
    assertThat(
            caller
                .rest(
                    NEW,
                    records,
                    "POST",
                    path + "upsert",
                    "{'_id':'r1','body':'spring tides','n':7}")
                .status())
        .isEqualTo(201);
    int all = 2 + "{\"body\":\"spring tides\",\"n\":7}".length();
    int one = 2 + "{\"n\":7}".length();

    String search = "{'query':{'top_k':1,'id':'r1'}}";
    assertThat(usageOfSearch(records, NEW, search))
        .isEqualTo("{\"read_units\":1,\"egress_bytes\":" + all + "}");
    assertThat(usageOfSearch(records, NEW, "{'query':{'top_k':1,'id':'r1'},'fields':['n','o']}"))
        .isEqualTo("{\"read_units\":1,\"egress_bytes\":" + one + "}");
    assertThat(usageOfSearch(records, NEW, "{'query':{'top_k':1,'id':'none'}}"))
        .isEqualTo("{\"read_units\":1,\"egress_bytes\":0}");
    for (String version : OLD) {
      assertThat(usageOfSearch(records, version, search)).isEqualTo("{\"read_units\":1}");
    }
  }

  private static String usageOfSearch(String records, String version, String body) {
    return VersionedCaller.json(
            caller.rest(version, records, "POST", "/records/namespaces/n/search", body))
        .path("usage")
        .toString();
  }
}
