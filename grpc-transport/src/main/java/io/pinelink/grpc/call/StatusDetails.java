package io.pinelink.grpc.call;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.Metadata;
import io.pinelink.spi.ErrorDetails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of the details of a failed call, a {@code google.rpc.Status} in the trailers. Only
 * the reason and the values of a {@code google.rpc.ErrorInfo} are read. Details are additional
 * information, so those that cannot be read count as missing.
 */
final class StatusDetails {
  private static final Metadata.Key<byte[]> KEY =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private static final String ERROR_INFO = "google.rpc.ErrorInfo";

  // Fields of google.rpc.Status, google.protobuf.Any, google.rpc.ErrorInfo and of a map's entry.
  private static final int STATUS_DETAILS = 3;
  private static final int ANY_TYPE = 1;
  private static final int ANY_VALUE = 2;
  private static final int INFO_REASON = 1;
  private static final int INFO_METADATA = 3;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private StatusDetails() {}

  /** Reads the details in the trailers of a call; null trailers have none. */
  static ErrorDetails of(@Nullable Metadata trailers) {
    try {
      byte[] status = trailers == null ? null : trailers.get(KEY);
      return status == null ? ErrorDetails.NONE : read(status);
    } catch (IOException | RuntimeException e) {
      return ErrorDetails.NONE;
    }
  }

  private static ErrorDetails read(byte[] status) throws IOException {
    for (byte[] detail : fields(status, STATUS_DETAILS)) {
      // The type is a URL, whose last segment is the name.
      String type = text(detail, ANY_TYPE);
      if (type.substring(type.lastIndexOf('/') + 1).equals(ERROR_INFO)) {
        return details(last(detail, ANY_VALUE));
      }
    }
    return ErrorDetails.NONE;
  }

  private static ErrorDetails details(byte[] info) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (byte[] entry : fields(info, INFO_METADATA)) {
      metadata.put(text(entry, ENTRY_KEY), text(entry, ENTRY_VALUE));
    }
    return new ErrorDetails(text(info, INFO_REASON), metadata);
  }

  private static String text(byte[] message, int number) throws IOException {
    return new String(last(message, number), StandardCharsets.UTF_8);
  }

  /** Returns the last field of a number, which counts if there are several; empty if none. */
  private static byte[] last(byte[] message, int number) throws IOException {
    List<byte[]> all = fields(message, number);
    return all.isEmpty() ? new byte[0] : all.get(all.size() - 1);
  }

  /** Returns the fields of a number that are texts or messages. */
  private static List<byte[]> fields(byte[] message, int number) throws IOException {
    int wanted = number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    List<byte[]> found = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == wanted) {
        found.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }
}
