package io.pinelink.server.internal.grpc;

import io.pinelink.server.internal.http.ConnectionInitializer;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The framing of gRPC over HTTP/2 for unary calls: a flag and a length before each message, and the
 * percent encoding of status messages.
 */
public final class GrpcFraming {
  /** The length of the flag and the length in front of a message. */
  public static final int PREFIX_BYTES = 5;

  /** Clients accept at most 8 KiB of headers and reject a response that has more. */
  private static final int MAX_STATUS_TEXT = 4096;

  private GrpcFraming() {}

  /** Returns the single message of a request, decompressed. */
  public static GrpcMessage message(ServerCall call) {
    byte[] body = call.body();
    if (body.length < PREFIX_BYTES) {
      throw new RpcException(RpcCode.INTERNAL, "Request has no message");
    }
    ByteBuffer prefix = ByteBuffer.wrap(body, 0, PREFIX_BYTES);
    boolean compressed = prefix.get() != 0;
    if (prefix.getInt() != body.length - PREFIX_BYTES) {
      throw new RpcException(RpcCode.INTERNAL, "Request must have one whole message");
    }
    if (!compressed) {
      return new GrpcMessage(body, PREFIX_BYTES, body.length - PREFIX_BYTES);
    }
    byte[] message = Arrays.copyOfRange(body, PREFIX_BYTES, body.length);
    return GrpcMessage.of(decoded(true, message, call.header("grpc-encoding")));
  }

  /** Returns a message without its prefix, decompressed if necessary. */
  static byte[] decoded(boolean compressed, byte[] message, String encoding) {
    if (!compressed) {
      return message;
    }
    if (!encoding.equals("gzip")) {
      throw new RpcException(
          RpcCode.UNIMPLEMENTED, "Message encoding '" + encoding + "' is not supported");
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(message))) {
      byte[] decoded = in.readNBytes(ConnectionInitializer.MAX_BODY_BYTES + 1);
      if (decoded.length > ConnectionInitializer.MAX_BODY_BYTES) {
        throw new RpcException(
            RpcCode.RESOURCE_EXHAUSTED,
            "Decompressed message exceeds " + ConnectionInitializer.MAX_BODY_BYTES + " bytes");
      }
      return decoded;
    } catch (IOException e) {
      throw new RpcException(RpcCode.INTERNAL, "Message is not gzip: " + e.getMessage());
    }
  }

  public static byte[] frame(byte[] message) {
    byte[] frame = frame(message.length);
    System.arraycopy(message, 0, frame, PREFIX_BYTES, message.length);
    return frame;
  }

  /** Returns the frame of a message of zeros, to be filled. */
  public static byte[] frame(int length) {
    return ByteBuffer.allocate(PREFIX_BYTES + length).put((byte) 0).putInt(length).array();
  }

  /** Encodes a status message for a header: printable ASCII, other UTF-8 bytes as {@code %XX}. */
  static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (encoded.length() > MAX_STATUS_TEXT) {
        return encoded.append("...").toString();
      }
      if (b >= ' ' && b <= '~' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return encoded.toString();
  }

  /** Returns the response of a refused call, with the reason if the refusal has one. */
  public static ServerResponse failure(RpcException refusal) {
    ServerResponse response = failure(refusal.code(), refusal.text());
    return refusal.reason().isEmpty()
        ? response
        : response.with(StatusDetailsWriter.HEADER, StatusDetailsWriter.encode(refusal));
  }

  /** Returns the response of a failed call. */
  public static ServerResponse failure(RpcCode code, String text) {
    return ServerResponse.grpcFailure(code.number(), percentEncoded(text));
  }
}
