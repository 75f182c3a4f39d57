package io.pinelink.server.internal.grpc;

import com.google.protobuf.CodedOutputStream;
import io.pinelink.server.internal.wire.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

/**
 * An encoder of the details of a refusal, a {@code google.rpc.Status} with a {@code
 * google.rpc.ErrorInfo}, as the value of a binary header.
 */
final class StatusDetailsWriter {
  static final String HEADER = "grpc-status-details-bin";

  private StatusDetailsWriter() {}

  static String encode(RpcException refusal) {
    byte[] status =
        message(
            out -> {
              out.writeInt32(1, refusal.code().number());
              out.writeString(2, refusal.text());
              out.writeByteArray(3, any(errorInfo(refusal)));
            });
    return Base64.getEncoder().withoutPadding().encodeToString(status);
  }

  private static byte[] any(byte[] value) {
    return message(
        out -> {
          out.writeString(1, RpcException.DETAILS_TYPE);
          out.writeByteArray(2, value);
        });
  }

  private static byte[] errorInfo(RpcException refusal) {
    return message(
        out -> {
          out.writeString(1, refusal.reason());
          for (Map.Entry<String, String> entry : refusal.metadata().entrySet()) {
            out.writeByteArray(3, entry(entry));
          }
        });
  }

  private static byte[] entry(Map.Entry<String, String> entry) {
    return message(
        out -> {
          out.writeString(1, entry.getKey());
          out.writeString(2, entry.getValue());
        });
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
