package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.MessageLite;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A caller of a server without sockets, in an API version for each call. JSON is written with
 * single quotes; an empty version stands for none.
 */
final class VersionedCaller {
  private static final String CONTROL_HOST = "api.pinecone.io";
  private static final int FRAME_HEAD = 5;

  private final EmbeddedPinecone pinecone;

  VersionedCaller(EmbeddedPinecone pinecone) {
    this.pinecone = pinecone;
  }

  /** Creates an index in version 2026-04 and returns its host. */
  String create(String path, String body) {
    ServerResponse made = control("2026-04", "POST", path, body);
    assertThat(made.status()).as(text(made)).isEqualTo(201);
    return json(made).path("host").textValue();
  }

  ServerResponse control(String version, String method, String path, String body) {
    return send(ListenerRole.CONTROL, method, path, headers(CONTROL_HOST, version), bytes(body));
  }

  /** Sends a request over REST to the host of an index. */
  ServerResponse rest(String version, String host, String method, String path, String body) {
    return send(ListenerRole.PUBLIC_DATA, method, path, headers(host, version), bytes(body));
  }

  /** Calls a method of the vector service. */
  ServerResponse grpc(String version, String host, String method, MessageLite message) {
    return send(
        ListenerRole.PUBLIC_DATA,
        "POST",
        "/VectorService/" + method,
        headers(host, version).add("content-type", "application/grpc"),
        GrpcFraming.frame(message.toByteArray()));
  }

  private ServerResponse send(
      ListenerRole listener, String method, String path, HttpHeaders headers, byte[] body) {
    return pinecone.service().match(new ServerCall(listener, method, path, headers, body)).get();
  }

  private static HttpHeaders headers(String host, String version) {
    HttpHeaders headers =
        new DefaultHttpHeaders().add("host", host).add("api-key", EmbeddedPinecone.API_KEY);
    return version.isEmpty() ? headers : headers.add(ServerCall.API_VERSION, version);
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static String text(ServerResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static JsonNode json(ServerResponse response) {
    try {
      return PlainJson.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the message of a successful gRPC response. */
  static ByteBuffer message(ServerResponse response) {
    assertThat(response.grpcStatus()).hasValue(0);
    byte[] body = response.body();
    return ByteBuffer.wrap(Arrays.copyOfRange(body, FRAME_HEAD, body.length));
  }
}
