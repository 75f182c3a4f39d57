package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.MessageLite;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.server.HashingEmbedder;
import io.pinelink.server.TextEmbedder;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.ProjectFactory;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.WriteVisibility;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A project without sockets, whose clock advances only on request and whose writes become visible
 * after a delay. JSON is written with single quotes, and calls name API version 2026-07.
 */
final class DocumentsUnderTest {
  private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

  private final ProjectFactory factory;
  private final ProjectResource project;
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private String version = "2026-07";

  DocumentsUnderTest() {
    this(Duration.ZERO);
  }

  DocumentsUnderTest(Duration delay) {
    HashingEmbedder embedder = new HashingEmbedder();
    factory =
        new ProjectFactory(
            new ProjectFactory.Settings(
                null,
                new WriteVisibility(delay, () -> now),
                () -> Duration.ZERO,
                () -> Duration.ZERO,
                () -> Duration.ZERO,
                false,
                true,
                () -> MAX_REQUEST_BYTES,
                new ModelEmbedder(
                    (text, model, vectorType, dimension, inputType) ->
                        embedder.embed(
                            new TextEmbedder.Text(text, model, vectorType, dimension, inputType)),
                    "embedder"),
                new Buckets(Map.of(), "buckets"),
                Saving.none(),
                () -> now),
            shortId ->
                new ServiceHosts(shortId, "aped-4627-b74a", new IndexNames(false), () -> 443));
    project = factory.create("project-1", "a1b234c");
  }

  /** Sets the version of later calls; an empty one stands for none. */
  void version(String later) {
    version = later;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Creates an index with the given fields. */
  void create(String name, String fields) {
    succeed(
        201,
        control("POST", "/indexes", "{'name':'" + name + "','schema':{'fields':" + fields + "}}"));
  }

  ServerResponse control(String method, String path, String body) {
    return factory
        .controlPlane()
        .match(request(ListenerRole.CONTROL, "api.pinecone.io", method, path, body))
        .apply(project);
  }

  /** Sends a request to the host of an index. */
  ServerResponse data(String index, String method, String path, String body) {
    ServerCall call = request(ListenerRole.PUBLIC_DATA, host(index), method, path, body);
    return factory.dataPlane().match(call).apply(project.contents().indexes());
  }

  ServerResponse grpc(String index, String rpc, MessageLite message) {
    HttpHeaders headers = headers(host(index)).add("content-type", "application/grpc");
    ServerCall call =
        new ServerCall(
            ListenerRole.PUBLIC_DATA,
            "POST",
            "/VectorService/" + rpc,
            headers,
            GrpcFraming.frame(message.toByteArray()));
    return factory.dataPlane().match(call).apply(project.contents().indexes());
  }

  /** Sends an operation on the documents of namespace {@code n}. */
  ServerResponse documents(String index, String verb, String body) {
    return data(index, "POST", "/namespaces/n/documents/" + verb, body);
  }

  JsonNode write(String index, String verb, String body) {
    return succeed(202, documents(index, verb, body));
  }

  JsonNode read(String index, String verb, String body) {
    return succeed(200, documents(index, verb, body));
  }

  /** Returns the ids of the matches of a search, best first. */
  List<String> found(String index, String body) {
    return read(index, "search", body).path("matches").findValuesAsText("_id");
  }

  /** Returns the fields of a document as JSON; a missing document is an empty string. */
  String stored(String index, String id) {
    return read(index, "fetch", "{'ids':['" + id + "']}").at("/documents/" + id).toString();
  }

  /** Checks that an operation on documents is refused with its own form of errors. */
  void refuse(int status, String code, String reason, String index, String verb, String body) {
    ServerResponse answer = documents(index, verb, body);
    JsonNode json = json(answer);
    assertThat(answer.status()).as(json.toString()).isEqualTo(status);
    assertThat(json.path("status").intValue()).isEqualTo(status);
    assertThat(json.at("/error/code").textValue()).isEqualTo(code);
    assertThat(json.at("/error/message").textValue()).contains(reason);
  }

  void refuse(String reason, String index, String verb, String body) {
    refuse(400, "INVALID_ARGUMENT", reason, index, verb, body);
  }

  static JsonNode succeed(int status, ServerResponse answer) {
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return answer.body().length == 0 ? PlainJson.MAPPER.nullNode() : json(answer);
  }

  static JsonNode json(ServerResponse answer) {
    try {
      return PlainJson.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String host(String index) {
    return index + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
  }

  private HttpHeaders headers(String host) {
    HttpHeaders headers = new DefaultHttpHeaders().add("host", host);
    return version.isEmpty() ? headers : headers.add(ServerCall.API_VERSION, version);
  }

  private ServerCall request(
      ListenerRole listener, String host, String method, String path, String body) {
    return new ServerCall(
        listener,
        method,
        path,
        headers(host),
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
