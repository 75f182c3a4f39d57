package io.pinelink.grpc.call;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.Metadata;
import io.pinelink.spi.ErrorDetails;
import java.io.IOException;
import java.util.LinkedHashMap;
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
  private static final int STATUS_DETAILS = field(3);
  private static final int ANY_TYPE = field(1);
  private static final int ANY_VALUE = field(2);
  private static final int INFO_REASON = field(1);
  private static final int INFO_METADATA = field(3);
  private static final int ENTRY_KEY = field(1);
  private static final int ENTRY_VALUE = field(2);

  private StatusDetails() {}

  private static int field(int number) {
    return number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

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
    CodedInputStream in = CodedInputStream.newInstance(status);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == STATUS_DETAILS) {
        byte[] info = errorInfo(in.readByteArray());
        if (info != null) {
          return details(info);
        }
      } else {
        in.skipField(tag);
      }
    }
    return ErrorDetails.NONE;
  }

  /** Returns the error info in a detail; null if the detail has another type. */
  private static byte @Nullable [] errorInfo(byte[] any) throws IOException {
    String type = "";
    byte[] value = {};
    CodedInputStream in = CodedInputStream.newInstance(any);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == ANY_TYPE) {
        type = in.readString();
      } else if (tag == ANY_VALUE) {
        value = in.readByteArray();
      } else {
        in.skipField(tag);
      }
    }
    // The type is a URL, whose last segment is the name.
    return type.substring(type.lastIndexOf('/') + 1).equals(ERROR_INFO) ? value : null;
  }

  private static ErrorDetails details(byte[] info) throws IOException {
    String reason = "";
    Map<String, String> metadata = new LinkedHashMap<>();
    CodedInputStream in = CodedInputStream.newInstance(info);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == INFO_REASON) {
        reason = in.readString();
      } else if (tag == INFO_METADATA) {
        addEntry(in.readByteArray(), metadata);
      } else {
        in.skipField(tag);
      }
    }
    return new ErrorDetails(reason, metadata);
  }

  private static void addEntry(byte[] entry, Map<String, String> to) throws IOException {
    String key = "";
    String value = "";
    CodedInputStream in = CodedInputStream.newInstance(entry);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == ENTRY_KEY) {
        key = in.readString();
      } else if (tag == ENTRY_VALUE) {
        value = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    to.put(key, value);
  }
}
