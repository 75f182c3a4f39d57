package io.pinelink.contract.hostile;

import com.google.protobuf.MessageLite;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.Vector;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The correct responses. Each contains the id of its call; padding, which the client ignores, makes
 * them larger.
 */
final class CorrectResponses {
  /** The text before the id of the call in a refusal. */
  static final String REFUSAL = "refused: ";

  private static final int GRPC_PREFIX = 5;

  private CorrectResponses() {}

  static float score(NumberedCall asked) {
    return asked.number();
  }

  /** Returns the HTTP status of the response to a call. */
  static int status(NumberedCall asked) {
    return asked.kind() == Kind.DELETE ? 400 : 200;
  }

  static byte[] json(NumberedCall asked, int padding) {
    String id = asked.id();
    String json =
        switch (asked.kind()) {
          case QUERY -> "{\"matches\":[{\"id\":\"" + id + "\",\"score\":" + asked.number() + "}]";
          case FETCH -> "{\"vectors\":{\"" + id + "\":{\"id\":\"" + id + "\",\"values\":[1]}}";
          case UPSERT -> "{\"upsertedCount\":1";
          case DELETE -> "{\"code\":3,\"details\":[],\"message\":\"" + REFUSAL + id + "\"";
        };
    return Bytes.ascii(json + ",\"padding\":\"" + "x".repeat(padding) + "\"}");
  }

  /** Returns the response over HTTP/1.1, with its length in the head. */
  static byte[] http1(NumberedCall asked, int padding) {
    byte[] body = json(asked, padding);
    return Bytes.concat(HttpText.head(status(asked), body.length), body);
  }

  /** Returns the response over HTTP/2, in the form of the protocol variant. */
  static Http2Response http2(ProtocolVariant form, NumberedCall asked, int padding) {
    return form.isGrpc() ? grpc(asked, padding) : overHttp2(asked, padding);
  }

  private static Http2Response overHttp2(NumberedCall asked, int padding) {
    return new Http2Response(
        List.of(":status", String.valueOf(status(asked)), "content-type", "application/json"),
        json(asked, padding),
        List.of());
  }

  private static Http2Response grpc(NumberedCall asked, int padding) {
    List<String> head = List.of(":status", "200", "content-type", "application/grpc");
    if (asked.kind() == Kind.DELETE) {
      return new Http2Response(
          head, new byte[0], List.of("grpc-status", "3", "grpc-message", REFUSAL + asked.id()));
    }
    return new Http2Response(head, framed(message(asked, padding)), List.of("grpc-status", "0"));
  }

  private static byte[] message(NumberedCall asked, int padding) {
    String unread = "x".repeat(padding);
    MessageLite message =
        switch (asked.kind()) {
          case QUERY ->
              QueryResponse.newBuilder()
                  .addMatches(
                      ScoredVector.newBuilder().setId(asked.id()).setScore(score(asked)).build())
                  .setNamespace(unread)
                  .build();
          case FETCH ->
              FetchResponse.newBuilder()
                  .putVectors(
                      asked.id(), Vector.newBuilder().setId(asked.id()).addValues(1).build())
                  .setNamespace(unread)
                  .build();
          case UPSERT -> UpsertResponse.newBuilder().setUpsertedCount(1).build();
          case DELETE -> throw new IllegalArgumentException("a refusal has no message");
        };
    return message.toByteArray();
  }

  /** Returns a message of gRPC with its prefix: not compressed, and its length. */
  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(GRPC_PREFIX + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
