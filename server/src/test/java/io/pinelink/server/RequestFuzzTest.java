package io.pinelink.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.grpc.proto.NamespaceAliasServiceGrpc;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.testsupport.RandomMessages;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that any request is executed or refused, and never causes an internal error. */
class RequestFuzzTest {
  private static final int NOT_IMPLEMENTED = 501;
  private static final String CONTROL_HOST = "api.pinecone.io";

  private static final List<String> CONTROL =
      List.of(
          "POST /indexes",
          "POST /indexes/create-for-model",
          "PATCH /indexes/docs",
          "POST /collections",
          "POST /indexes/docs/backups",
          "POST /backups/none/create-index",
          "POST /embed",
          "POST /rerank");

  private static final List<String> DATA =
      List.of(
          "POST /vectors/upsert",
          "POST /query",
          "POST /vectors/update",
          "POST /vectors/delete",
          "POST /vectors/fetch_by_metadata",
          "POST /describe_index_stats",
          "POST /namespaces",
          "POST /bulk/imports",
          "POST /records/namespaces/n/upsert",
          "POST /records/namespaces/n/search");

  private static final String DOCUMENTS_VERSION = "2026-07";

  private static final List<String> CONTROL_OF_DOCUMENTS =
      List.of(
          "POST /indexes",
          "PATCH /indexes/docs",
          "PATCH /indexes/documents",
          "POST /indexes/docs/convert",
          "POST /indexes/docs/backup-schedules",
          "PATCH /backup-schedules/none");

  private static final List<String> ALIASES =
      List.of("POST /namespace-aliases", "PATCH /namespace-aliases/live");

  private static final List<String> DOCUMENTS =
      Stream.of("upsert", "search", "fetch", "delete", "update", "list")
          .map(verb -> "POST /namespaces/n/documents/" + verb)
          .toList();

  private static final List<MethodDescriptor<?, ?>> METHODS =
      Stream.of(
              VectorServiceGrpc.getServiceDescriptor(),
              NamespaceAliasServiceGrpc.getServiceDescriptor())
          .<MethodDescriptor<?, ?>>flatMap(described -> described.getMethods().stream())
          .toList();

  private static EmbeddedPinecone pinecone;
  private static RequestHandler service;
  private static List<String> hosts;
  private static String documents;

  @BeforeAll
  static void start() throws IOException {
    pinecone = EmbeddedPinecone.start();
    service = pinecone.service();
    String dense =
        create(
            "/indexes",
            "{'name':'docs','dimension':2,'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}");
    String integrated =
        create(
            "/indexes/create-for-model",
            "{'name':'texts','cloud':'aws','region':'us-east-1',"
                + "'embed':{'model':'multilingual-e5-large','field_map':{'text':'text'}}}");
    hosts = List.of(dense, integrated);
    documents =
        create(
            DOCUMENTS_VERSION,
            "/indexes",
            "{'name':'documents','schema':{'fields':{"
                + "'title':{'type':'string','full_text_search':{}},"
                + "'body':{'type':'string','sparse_embed':{}},"
                + "'v':{'type':'dense_vector','dimension':2,'metric':'cosine'}}}}");
  }

  @AfterAll
  static void stop() {
    pinecone.close();
  }

  private static String create(String path, String json) throws IOException {
    return create("2026-04", path, json);
  }

  private static String create(String version, String path, String json) throws IOException {
    ServerResponse answer =
        answer(
            version,
            ListenerRole.CONTROL,
            CONTROL_HOST,
            "POST " + path,
            json.replace('\'', '"').getBytes(UTF_8));
    JsonNode index = PlainJson.MAPPER.readTree(answer.body());
    assertThat(answer.status()).as(index.toString()).isEqualTo(201);
    return index.path("host").textValue();
  }

  @FuzzTest
  void anyBodyIsTakenOrRefused(byte[] body) {
    for (String request : CONTROL) {
      check(request, answer(ListenerRole.CONTROL, CONTROL_HOST, request, body));
    }
    for (String host : hosts) {
      for (String request : DATA) {
        check(request, answer(ListenerRole.PUBLIC_DATA, host, request, body));
      }
    }
  }

  @FuzzTest
  void anyBodyOfDocumentsIsTakenOrRefused(byte[] body) {
    for (String request : CONTROL_OF_DOCUMENTS) {
      check(request, answer(DOCUMENTS_VERSION, ListenerRole.CONTROL, CONTROL_HOST, request, body));
    }
    for (String request : ALIASES) {
      check(
          request,
          answer(DOCUMENTS_VERSION, ListenerRole.PUBLIC_DATA, hosts.get(0), request, body));
    }
    for (String request : DOCUMENTS) {
      check(request, answer(DOCUMENTS_VERSION, ListenerRole.PUBLIC_DATA, documents, request, body));
    }
  }

  /** The bytes are the path and the query string of a read. */
  @FuzzTest
  void anyPathIsFoundOrRefused(byte[] bytes) {
    String path = "/" + new String(bytes, UTF_8);
    check(path, answer(ListenerRole.CONTROL, CONTROL_HOST, "GET " + path, new byte[0]));
    check(path, answer(ListenerRole.PUBLIC_DATA, hosts.get(0), "GET " + path, new byte[0]));
  }

  /** Returns non-empty requests to each method, generated from one seed. */
  static Stream<byte[]> messages() {
    RandomMessages random = new RandomMessages(new SplittableRandom(7));
    return METHODS.stream()
        .map(method -> (PrototypeMarshaller<?>) method.getRequestMarshaller())
        .map(marshaller -> (Message) marshaller.getMessagePrototype())
        .map(prototype -> random.like(prototype).toByteArray());
  }

  @MethodSource("messages")
  @FuzzTest
  void anyMessageIsTakenOrRefused(byte[] message) {
    byte[] framed = GrpcFraming.frame(message);
    for (String host : hosts) {
      for (MethodDescriptor<?, ?> method : METHODS) {
        String path = "/" + method.getFullMethodName();
        HttpHeaders headers =
            headers(host)
                .set("content-type", "application/grpc")
                .set(ServerCall.API_VERSION, DOCUMENTS_VERSION);
        check(
            path,
            service
                .match(new ServerCall(ListenerRole.PUBLIC_DATA, "POST", path, headers, framed))
                .get());
      }
    }
  }

  private static ServerResponse answer(
      ListenerRole listener, String host, String request, byte[] body) {
    return answer("2026-04", listener, host, request, body);
  }

  private static ServerResponse answer(
      String version, ListenerRole listener, String host, String request, byte[] body) {
    int blank = request.indexOf(' ');
    return service
        .match(
            new ServerCall(
                listener,
                request.substring(0, blank),
                request.substring(blank + 1),
                headers(host).set(ServerCall.API_VERSION, version),
                body))
        .get();
  }

  private static HttpHeaders headers(String host) {
    return new DefaultHttpHeaders()
        .set("host", host)
        .set("api-key", EmbeddedPinecone.API_KEY)
        .set("content-type", "application/json");
  }

  private static void check(String request, ServerResponse answer) {
    String body = new String(answer.body(), UTF_8);
    String words = answer.headers().getOrDefault("grpc-message", "");
    boolean failed = answer.status() >= 500 && answer.status() != NOT_IMPLEMENTED;
    if (failed || words.startsWith("EmbeddedPinecone failed")) {
      throw new AssertionError(request + ": " + answer.status() + " " + body + words);
    }
  }
}
