package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.MessageLite;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.model.Protocol;
import io.pinelink.server.FaultRule.Plane;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which calls and handshakes a fault strikes, without sockets. */
class FaultMatchingTest {
  private static EmbeddedPinecone server;
  private static String docs;
  private static String other;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    VersionedCaller caller = new VersionedCaller(server);
    docs = caller.create("/indexes", index("docs"));
    other = caller.create("/indexes", index("other"));
  }

  private static String index(String name) {
    return "{'name':'"
        + name
        + "','dimension':2,'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}";
  }

  @AfterEach
  void clear() {
    server.faults().clear();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ActiveFault add(UnaryOperator<FaultRule.Builder> conditions) {
    return server.faults().add(conditions.apply(FaultRule.builder(Fault.drop())).build());
  }

  private static ServerCall call(
      ListenerRole listener, String host, String method, String uri, String type, byte[] body) {
    HttpHeaders headers = new DefaultHttpHeaders().set("host", host).set("content-type", type);
    ServerCall call = new ServerCall(listener, method, uri, headers, body);
    var unused = server.service().match(call);
    return call;
  }

  private static ServerCall rest(String host, String method, String uri, String json) {
    return call(
        ListenerRole.PUBLIC_DATA,
        host,
        method,
        uri,
        "application/json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ServerCall control(String method, String uri, String json) {
    return call(
        ListenerRole.CONTROL,
        "api.pinecone.io",
        method,
        uri,
        "application/json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ServerCall grpc(String path, MessageLite message) {
    return call(
        ListenerRole.PUBLIC_DATA,
        docs,
        "POST",
        path,
        "application/grpc",
        GrpcFraming.frame(message.toByteArray()));
  }

  private static boolean isStruck(ServerCall call) {
    return server.faults().asScript().plan(call).isPresent();
  }

  @Test
  void aFaultWithoutConditionsStrikesEveryCallAndNoHandshake() {
    ActiveFault fault = add(rule -> rule);

    assertThat(isStruck(control("GET", "/nowhere", ""))).isTrue();
    assertThat(isStruck(rest(docs, "POST", "/query", "{}"))).isTrue();
    assertThat(server.faults().asScript().plan(ListenerRole.CONTROL, "api.pinecone.io")).isEmpty();
    assertThat(fault.matches()).isEqualTo(2);
  }

  @Test
  void operationsMatchByName() {
    ActiveFault unused = add(rule -> rule.operations("query", "listIndexes"));

    assertThat(isStruck(rest(docs, "POST", "/query", "{}"))).isTrue();
    assertThat(isStruck(grpc("/VectorService/Query", QueryRequest.getDefaultInstance()))).isTrue();
    assertThat(isStruck(control("GET", "/indexes", ""))).isTrue();
    assertThat(isStruck(rest(docs, "POST", "/vectors/upsert", "{}"))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(rule -> rule.operations("upsrt")))
        .withMessageContaining("operation is unknown: upsrt; known are [");
  }

  @Test
  void anIndexMatchesByHostPathAndCreation() {
    ActiveFault fault = add(rule -> rule.index("docs"));

    assertThat(isStruck(rest(docs, "POST", "/query", "{}"))).isTrue();
    assertThat(isStruck(grpc("/VectorService/Query", QueryRequest.getDefaultInstance()))).isTrue();
    assertThat(isStruck(control("GET", "/indexes/docs", ""))).isTrue();
    assertThat(isStruck(control("POST", "/indexes/docs/backups", "{}"))).isTrue();
    assertThat(isStruck(control("POST", "/indexes", index("docs")))).isTrue();
    assertThat(isStruck(control("POST", "/indexes/create-for-model", "{'name':'docs'}"))).isTrue();
    assertThat(isStruck(control("POST", "/backups/1/create-index", "{'name':'docs'}"))).isTrue();
    assertThat(fault.strikes()).isEqualTo(7);

    assertThat(isStruck(rest(other, "POST", "/query", "{}"))).isFalse();
    assertThat(isStruck(control("GET", "/indexes/other", ""))).isFalse();
    assertThat(isStruck(control("GET", "/indexes", ""))).isFalse();
    assertThat(isStruck(control("GET", "/collections/docs", ""))).isFalse();
    assertThat(isStruck(control("POST", "/indexes", "{'spec':{'name':'docs'}}"))).isFalse();
    assertThat(isStruck(control("POST", "/indexes", "{'name':7}"))).isFalse();
    assertThat(isStruck(control("POST", "/indexes", "{'name'"))).isFalse();
    assertThat(isStruck(control("GET", "/backups/docs", "{'name':'docs'}"))).isFalse();
    assertThat(fault.matches()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          a, POST, /query,                         `{'vector':[1,2],'filter':{'namespace':'b'},'namespace':'a'}`
          a, POST, /vectors/upsert,                `{'namespace':'a','vectors':[{'id':'1','values':[1,2]}]}`
          a, POST, /vectors/update,                `{'id':'1','namespace':'a'}`
          a, POST, /vectors/delete,                `{'ids':['1'],'namespace':'a'}`
          a, POST, /vectors/fetch_by_metadata,     `{'namespace':'a'}`
          a, GET,  /vectors/fetch?ids=1&namespace=a, ``
          a, GET,  /vectors/list?namespace=a,      ``
          a, GET,  /namespaces/a,                  ``
          a, DELETE, /namespaces/a,                ``
          a, POST, /namespaces,                    `{'name':'a'}`
          a, POST, /records/namespaces/a/upsert,   `{}`
          a b, POST, /records/namespaces/a%20b/search, `{}`
          a, POST, /namespaces/a/documents/search, `{}`
          ``, POST, /query,                        `{'vector':[1,2]}`
          ``, POST, /query,                        `{'namespace':'__default__'}`
          ``, GET, /vectors/list,                  ``
          """)
  void aNamespaceMatchesByBodyQueryAndPath(
      String namespace, String method, String uri, String json) {
    ActiveFault named = add(rule -> rule.namespace(namespace));
    ActiveFault another = add(rule -> rule.namespace("another"));
    ActiveFault byDefault = add(rule -> rule.namespace("__default__"));

    assertThat(isStruck(rest(docs, method, uri, json))).isTrue();

    assertThat(named.matches()).isEqualTo(1);
    assertThat(another.matches()).isZero();
    assertThat(byDefault.matches()).isEqualTo(namespace.isEmpty() ? 1 : 0);
  }

  @Test
  void aNamespaceMatchesByTheMessageOfGrpc() {
    ActiveFault fault = add(rule -> rule.namespace("ä"));
    Vector vector = Vector.newBuilder().setId("1").addValues(1).addValues(2).build();

    List<ServerCall> calls =
        List.of(
            grpc(
                "/VectorService/Upsert",
                UpsertRequest.newBuilder().addVectors(vector).setNamespace("ä").build()),
            grpc("/VectorService/Query", QueryRequest.newBuilder().setNamespace("ä").build()),
            grpc("/VectorService/Fetch", FetchRequest.newBuilder().setNamespace("ä").build()),
            grpc(
                "/VectorService/CreateNamespace",
                CreateNamespaceRequest.newBuilder().setName("ä").build()),
            grpc(
                "/VectorService/DeleteNamespace",
                DeleteNamespaceRequest.newBuilder().setNamespace("ä").build()));

    assertThat(calls).allMatch(FaultMatchingTest::isStruck);
    assertThat(fault.strikes()).isEqualTo(calls.size());
    assertThat(isStruck(grpc("/VectorService/Upsert", UpsertRequest.getDefaultInstance())))
        .isFalse();
  }

  @Test
  void aNamespaceOfACompressedMessageMatches() throws IOException {
    ActiveFault unused = add(rule -> rule.namespace("a"));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      QueryRequest.newBuilder().setNamespace("a").build().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] framed = GrpcFraming.frame(zipped.toByteArray());
    framed[0] = 1;
    ServerCall call =
        call(
            ListenerRole.PUBLIC_DATA,
            docs,
            "POST",
            "/VectorService/Query",
            "application/grpc",
            framed);
    call.headers().set("grpc-encoding", "gzip");

    assertThat(isStruck(call)).isTrue();
  }

  @Test
  void callsWithoutANamespaceDoNotMatchTheDefaultOne() {
    ActiveFault fault = add(rule -> rule.namespace(""));

    List<ServerCall> calls =
        List.of(
            rest(docs, "POST", "/describe_index_stats", "{}"),
            rest(docs, "GET", "/namespaces", ""),
            rest(docs, "POST", "/query", "{'namespace':7}"),
            rest(docs, "POST", "/query", "[]"),
            rest(docs, "GET", "/nowhere", ""),
            grpc(
                "/VectorService/DescribeIndexStats",
                DescribeIndexStatsRequest.getDefaultInstance()),
            grpc("/nowhere", DescribeIndexStatsRequest.getDefaultInstance()),
            control("POST", "/indexes", "{'namespace':''}"));

    assertThat(calls.stream().map(FaultMatchingTest::isStruck))
        .containsExactly(false, false, true, true, false, false, false, false);
    assertThat(fault.matches()).isEqualTo(2);
  }

  @Test
  void protocolPlaneListenerAndHostMatch() {
    ActiveFault grpc = add(rule -> rule.protocol(Protocol.GRPC));
    ActiveFault rest = add(rule -> rule.protocol(Protocol.REST));
    ActiveFault control = add(rule -> rule.plane(Plane.CONTROL));
    ActiveFault data = add(rule -> rule.plane(Plane.DATA));
    ActiveFault publicData = add(rule -> rule.listener(Listener.PUBLIC_DATA));
    ActiveFault privateData = add(rule -> rule.listener(Listener.PRIVATE_DATA));
    ActiveFault host = add(rule -> rule.host("DOCS-*.svc.*"));
    ActiveFault otherHost = add(rule -> rule.host("docs"));

    assertThat(isStruck(rest(docs + ":443", "POST", "/query", "{}"))).isTrue();
    assertThat(isStruck(rest(other, "POST", "/query", "{}"))).isTrue();
    assertThat(isStruck(grpc("/VectorService/Query", QueryRequest.getDefaultInstance()))).isTrue();
    assertThat(isStruck(control("GET", "/indexes", ""))).isTrue();

    assertThat(
            List.of(grpc, rest, control, data, publicData, privateData, host, otherHost).stream()
                .map(ActiveFault::matches))
        .containsExactly(1L, 3L, 1L, 3L, 3L, 0L, 2L, 0L);
  }

  @Test
  void handshakesMatchByListenerAndServerName() {
    Faults faults = server.faults();
    ActiveFault here =
        faults.add(
            FaultRule.builder(Fault.tlsAlert())
                .listener(Listener.PRIVATE_DATA)
                .host("*.private.*")
                .times(1)
                .build());
    ActiveFault fallback =
        faults.add(FaultRule.builder(Fault.untrustedCertificate()).plane(Plane.DATA).build());
    ActiveFault calls = add(rule -> rule);

    assertThat(faults.asScript().plan(ListenerRole.CONTROL, "api.pinecone.io")).isEmpty();
    assertThat(faults.asScript().plan(ListenerRole.PRIVATE_DATA, "docs.svc.Private.io"))
        .isPresent();
    assertThat(faults.asScript().plan(ListenerRole.PRIVATE_DATA, "docs.svc.private.io"))
        .isPresent();
    assertThat(faults.asScript().plan(ListenerRole.PRIVATE_DATA, "")).isPresent();

    assertThat(List.of(here.matches(), here.strikes())).containsExactly(2L, 1L);
    assertThat(List.of(fallback.matches(), fallback.strikes())).containsExactly(3L, 2L);
    assertThat(calls.matches()).isZero();
  }

  @Test
  void afterAndTimesSelectCallsByNumber() {
    ActiveFault fault = add(rule -> rule.operations("query").after(2).times(3));

    List<Boolean> struck =
        IntStream.range(0, 8)
            .mapToObj(
                i -> {
                  boolean unused = isStruck(control("GET", "/indexes", ""));
                  return isStruck(rest(docs, "POST", "/query", "{}"));
                })
            .toList();

    assertThat(struck).containsExactly(false, false, true, true, true, false, false, false);
    assertThat(List.of(fault.matches(), fault.strikes())).containsExactly(8L, 3L);
    assertThat(fault.isExhausted()).isTrue();
  }

  @Test
  void theNextFaultOfAnOperationIsNotForOtherCalls() {
    server.faults().next("query", Fault.drop());
    server.faults().nextOfAny(Fault.tlsAlert());

    assertThat(isStruck(control("GET", "/indexes", ""))).isFalse();
    assertThat(isStruck(rest(docs, "POST", "/query", "{}"))).isTrue();
    assertThat(server.faults().pending())
        .containsExactly(new Faults.Scripted("", Fault.tlsAlert()));
    assertThat(server.faults().asScript().plan(ListenerRole.CONTROL, "any")).isPresent();
    assertThat(server.faults().pending()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.faults().next("query", Fault.tlsAlert()))
        .withMessageContaining("a TLS handshake has no operation");
  }

  @Test
  void faultsAreNamedListedAndRemoved() {
    Faults faults = server.faults();
    ActiveFault first = add(rule -> rule);
    ActiveFault second = add(rule -> rule.name("mine"));
    ActiveFault third = add(rule -> rule);
    boolean struck = isStruck(control("GET", "/indexes", ""));

    assertThat(struck).isTrue();
    assertThat(faults.list()).containsExactly(first, second, third);
    assertThat(faults.list().stream().map(ActiveFault::name))
        .containsExactly("drop-1", "mine", "drop-2");
    assertThat(first)
        .hasToString("{\"name\":\"drop-1\",\"type\":\"drop\",\"matches\":1,\"strikes\":1}");
    assertThat(faults.toJson()).contains("\"seed\" : 0", "\"mine\"", "\"strikes\" : 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(rule -> rule.name("mine")))
        .withMessage("name is 'mine', which another fault has");

    third.remove();
    assertThat(faults.remove("mine")).isTrue();
    assertThat(faults.remove("mine")).isFalse();
    assertThat(faults.list()).containsExactly(first);
    assertThat(add(rule -> rule).name()).isEqualTo("drop-2");
  }

  @Test
  void aScriptIsAddedCompletelyOrNotAtAll() {
    FaultRules rules =
        FaultRules.of(
            FaultRule.always(Fault.drop()),
            FaultRule.builder(Fault.drop()).operations("upsrt").build());

    assertThatIllegalArgumentException().isThrownBy(() -> server.faults().add(rules));

    assertThat(server.faults().list()).isEmpty();
  }
}
