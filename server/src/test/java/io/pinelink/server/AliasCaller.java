package io.pinelink.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.CreateNamespaceRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceRequest;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DescribeNamespaceAliasRequest;
import io.pinelink.grpc.proto.DescribeNamespaceRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesResponse;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.model.Protocol;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A caller of the operations on aliases and namespaces of one index, over one of the protocols. */
final class AliasCaller {
  private static final String CONTROL_HOST = "api.pinecone.io";

  private final EmbeddedPinecone pinecone;
  private final Protocol protocol;
  private final String host;
  private String version = "2026-07";

  /** Creates an index with two dimensions. */
  AliasCaller(EmbeddedPinecone pinecone, Protocol protocol, String index) {
    this.pinecone = pinecone;
    this.protocol = protocol;
    String body =
        json(
            Map.of(
                "name",
                index,
                "dimension",
                2.0,
                "spec",
                Map.of("serverless", Map.of("cloud", "aws", "region", "us-east-1"))));
    ServerResponse made =
        send(ListenerRole.CONTROL, "POST", "/indexes", headers(CONTROL_HOST), body.getBytes(UTF_8));
    this.host = parse(made.body()).path("host").textValue();
  }

  /** Selects the API version of the next calls; empty for none. */
  void version(String other) {
    version = other;
  }

  /**
   * The result of a call.
   *
   * @param code the number of the gRPC code; 0 for success
   * @param httpStatus the HTTP status; over gRPC always 200
   * @param reason the reason in the details; empty if there is none
   * @param body the response without framing
   */
  record Answer(
      int code, int httpStatus, String reason, Map<String, String> metadata, ByteString body) {}

  Answer create(String name, String target) {
    return protocol == Protocol.GRPC
        ? alias(
            "CreateNamespaceAlias",
            CreateNamespaceAliasRequest.newBuilder()
                .setName(name)
                .setTargetNamespace(target)
                .build())
        : rest(
            "POST", "/namespace-aliases", json(Map.of("name", name, "target_namespace", target)));
  }

  Answer repoint(String name, String target) {
    return protocol == Protocol.GRPC
        ? alias(
            "RepointNamespaceAlias",
            RepointNamespaceAliasRequest.newBuilder()
                .setAliasName(name)
                .setTargetNamespace(target)
                .build())
        : rest(
            "PATCH",
            "/namespace-aliases/" + encoded(name),
            json(Map.of("target_namespace", target)));
  }

  Answer describe(String name) {
    return protocol == Protocol.GRPC
        ? alias(
            "DescribeNamespaceAlias",
            DescribeNamespaceAliasRequest.newBuilder().setAliasName(name).build())
        : rest("GET", "/namespace-aliases/" + encoded(name), "");
  }

  Answer delete(String name) {
    return protocol == Protocol.GRPC
        ? alias(
            "DeleteNamespaceAlias",
            DeleteNamespaceAliasRequest.newBuilder().setAliasName(name).build())
        : rest("DELETE", "/namespace-aliases/" + encoded(name), "");
  }

  /** Lists aliases with the parameters of REST. */
  Answer list(Map<String, String> parameters) {
    if (protocol == Protocol.REST) {
      StringBuilder query = new StringBuilder("/namespace-aliases?");
      parameters.forEach(
          (name, value) -> query.append(name).append('=').append(encoded(value)).append('&'));
      return rest("GET", query.toString(), "");
    }
    ListNamespaceAliasesRequest.Builder request = ListNamespaceAliasesRequest.newBuilder();
    parameters.forEach(
        (name, value) -> {
          switch (name) {
            case "prefix" -> request.setPrefix(value);
            case "target_namespace" -> request.setTargetNamespace(value);
            case "limit" -> request.setLimit(Integer.parseInt(value));
            case "paginationToken" -> request.setPaginationToken(value);
            default -> throw new IllegalArgumentException(name);
          }
        });
    return alias("ListNamespaceAliases", request.build());
  }

  /** Returns the token of the next page in a listing. */
  String next(Answer page) {
    try {
      return protocol == Protocol.GRPC
          ? ListNamespaceAliasesResponse.parseFrom(page.body()).getPagination().getNext()
          : parse(page.body().toByteArray()).at("/pagination/next").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer upsert(String namespace) {
    return protocol == Protocol.GRPC
        ? vectors(
            "Upsert",
            UpsertRequest.newBuilder()
                .setNamespace(namespace)
                .addVectors(Vector.newBuilder().setId("a").addValues(1).addValues(2))
                .build())
        : rest(
            "POST",
            "/vectors/upsert",
            json(
                Map.of(
                    "namespace",
                    namespace,
                    "vectors",
                    List.of(Map.of("id", "a", "values", List.of(1.0, 2.0))))));
  }

  Answer update(String namespace) {
    return protocol == Protocol.GRPC
        ? vectors(
            "Update",
            UpdateRequest.newBuilder()
                .setNamespace(namespace)
                .setId("a")
                .addValues(2)
                .addValues(1)
                .build())
        : rest(
            "POST",
            "/vectors/update",
            json(Map.of("namespace", namespace, "id", "a", "values", List.of(2.0, 1.0))));
  }

  Answer deleteVectors(String namespace) {
    return protocol == Protocol.GRPC
        ? vectors(
            "Delete", DeleteRequest.newBuilder().setNamespace(namespace).setDeleteAll(true).build())
        : rest("POST", "/vectors/delete", json(Map.of("namespace", namespace, "deleteAll", true)));
  }

  Answer createNamespace(String name) {
    return protocol == Protocol.GRPC
        ? vectors("CreateNamespace", CreateNamespaceRequest.newBuilder().setName(name).build())
        : rest("POST", "/namespaces", json(Map.of("name", name)));
  }

  Answer describeNamespace(String name) {
    return protocol == Protocol.GRPC
        ? vectors(
            "DescribeNamespace", DescribeNamespaceRequest.newBuilder().setNamespace(name).build())
        : rest("GET", "/namespaces/" + encoded(name), "");
  }

  Answer deleteNamespace(String name) {
    return protocol == Protocol.GRPC
        ? vectors("DeleteNamespace", DeleteNamespaceRequest.newBuilder().setNamespace(name).build())
        : rest("DELETE", "/namespaces/" + encoded(name), "");
  }

  private Answer alias(String method, MessageLite request) {
    return grpc("/NamespaceAliasService/" + method, request);
  }

  private Answer vectors(String method, MessageLite request) {
    return grpc("/VectorService/" + method, request);
  }

  private Answer grpc(String path, MessageLite request) {
    HttpHeaders headers = headers(host).set("content-type", "application/grpc");
    ServerResponse response =
        send(
            ListenerRole.PUBLIC_DATA,
            "POST",
            path,
            headers,
            GrpcFraming.frame(request.toByteArray()));
    byte[] body = response.body();
    byte[] message = body.length == 0 ? body : Arrays.copyOfRange(body, 5, body.length);
    String details = response.headers().getOrDefault("grpc-status-details-bin", "");
    Map<String, String> metadata = new HashMap<>();
    String reason = details.isEmpty() ? "" : errorInfo(details, metadata);
    return new Answer(
        response.grpcStatus().orElseThrow(),
        response.status(),
        reason,
        metadata,
        ByteString.copyFrom(message));
  }

  private static String errorInfo(String details, Map<String, String> metadata) {
    try {
      UnknownFieldSet status = UnknownFieldSet.parseFrom(Base64.getDecoder().decode(details));
      UnknownFieldSet any = message(status, 3);
      UnknownFieldSet info = message(any, 2);
      for (var entry : info.getField(3).getLengthDelimitedList()) {
        UnknownFieldSet fields = UnknownFieldSet.parseFrom(entry);
        metadata.put(text(fields, 1), text(fields, 2));
      }
      return text(info, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnknownFieldSet message(UnknownFieldSet of, int field) throws IOException {
    return UnknownFieldSet.parseFrom(of.getField(field).getLengthDelimitedList().get(0));
  }

  private static String text(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
  }

  Answer rest(String method, String path, String body) {
    ServerResponse response =
        send(ListenerRole.PUBLIC_DATA, method, path, headers(host), body.getBytes(UTF_8));
    JsonNode json = parse(response.body());
    JsonNode detail = json.at("/details/0");
    Map<String, String> metadata = new LinkedHashMap<>();
    detail
        .path("metadata")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().textValue()));
    return new Answer(
        response.status() == 200 ? 0 : json.path("code").intValue(),
        response.status(),
        detail.path("reason").asText(""),
        metadata,
        ByteString.copyFrom(response.body()));
  }

  private ServerResponse send(
      ListenerRole listener, String method, String path, HttpHeaders headers, byte[] body) {
    return pinecone.service().match(new ServerCall(listener, method, path, headers, body)).get();
  }

  private HttpHeaders headers(String to) {
    HttpHeaders headers =
        new DefaultHttpHeaders().add("host", to).add("api-key", EmbeddedPinecone.API_KEY);
    if (to.equals(CONTROL_HOST)) {
      return headers.add("x-pinecone-api-version", "2026-04");
    }
    return version.isEmpty() ? headers : headers.add("x-pinecone-api-version", version);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String json(Map<String, Object> members) {
    return PlainJson.text(members);
  }

  private static JsonNode parse(byte[] json) {
    try {
      return PlainJson.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
