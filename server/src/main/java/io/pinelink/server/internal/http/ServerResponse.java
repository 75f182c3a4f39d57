package io.pinelink.server.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A response: status, headers, body and, over gRPC, trailers. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ServerResponse(
    int status, Map<String, String> headers, byte[] body, Map<String, String> trailers) {
  private static final String GRPC_STATUS = "grpc-status";

  public static ServerResponse text(int status, String text) {
    return new ServerResponse(
        status,
        Map.of("content-type", "text/plain"),
        text.getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  public static ServerResponse json(int status, JsonNode json) {
    return json(status, json.toString());
  }

  public static ServerResponse json(int status, String json) {
    return json(status, json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Creates a response from encoded JSON.
   *
   * @param json the encoded JSON, which is not copied
   */
  public static ServerResponse json(int status, byte[] json) {
    return new ServerResponse(status, Map.of("content-type", "application/json"), json, Map.of());
  }

  /** Creates a response without a body. */
  public static ServerResponse empty(int status) {
    return new ServerResponse(status, Map.of(), new byte[0], Map.of());
  }

  /** Creates a successful gRPC response. */
  public static ServerResponse grpc(byte[] framedMessage) {
    return new ServerResponse(
        200, Map.of("content-type", "application/grpc"), framedMessage, Map.of(GRPC_STATUS, "0"));
  }

  /** Creates a gRPC failure; as it has no message, its status is in the only block of headers. */
  public static ServerResponse grpcFailure(int status, String encodedMessage) {
    return new ServerResponse(
        200,
        Map.of(
            "content-type",
            "application/grpc",
            GRPC_STATUS,
            Integer.toString(status),
            "grpc-message",
            encodedMessage),
        new byte[0],
        Map.of());
  }

  /** Returns a copy of the response with an additional header. */
  public ServerResponse with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ServerResponse(status, more, body, trailers);
  }

  /** Returns a copy of the response with another body, which is not copied. */
  public ServerResponse withBody(byte[] other) {
    return new ServerResponse(status, headers, other, trailers);
  }

  public OptionalInt grpcStatus() {
    String text = trailers.getOrDefault(GRPC_STATUS, headers.getOrDefault(GRPC_STATUS, ""));
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }
}
