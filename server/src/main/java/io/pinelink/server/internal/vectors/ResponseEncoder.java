package io.pinelink.server.internal.vectors;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Struct;
import com.google.protobuf.WireFormat;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder of messages with {@link DataResult.Body#vectors whole vectors}. It returns the bytes
 * that the generated classes return, but makes no objects of dense values, which take most of the
 * time.
 */
final class ResponseEncoder {
  private static final int KEY_FIELD_NUMBER = 1;
  private static final int VALUE_FIELD_NUMBER = 2;

  private byte[] bytes = {};
  private FloatBuffer floats = FloatBuffer.allocate(0);

  private ResponseEncoder() {}

  /**
   * Returns the message of a response with the prefix of gRPC.
   *
   * @param withSizes see {@link DataResult.Body}
   */
  static byte[] frame(DataResult.Body body, boolean withSizes) {
    MessageLite rest = body.message(withSizes);
    List<Entry> entries = body.vectors().stream().map(Entry::of).toList();
    int length = rest.getSerializedSize();
    for (Entry entry : entries) {
      length = Math.addExact(length, entry.fieldLength());
    }
    byte[] frame = GrpcFraming.frame(length);
    CodedOutputStream out = CodedOutputStream.newInstance(frame, GrpcFraming.PREFIX_BYTES, length);
    ResponseEncoder encoder = new ResponseEncoder();
    try {
      for (Entry entry : entries) {
        encoder.write(entry, out);
      }
      rest.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frame;
  }

  /**
   * A vector by its id.
   *
   * @param length the length of the vector as a message
   */
  private record Entry(
      StoredVector vector, @Nullable Struct metadata, @Nullable SparseValues sparse, int length) {
    static Entry of(StoredVector vector) {
      Struct metadata =
          vector.metadata().isEmpty() ? null : VectorMessages.struct(vector.metadata());
      SparsePart part = vector.sparse();
      SparseValues sparse = part == null ? null : VectorMessages.sparse(part);
      int length = CodedOutputStream.computeStringSize(Vector.ID_FIELD_NUMBER, vector.id());
      int dimension = vector.values().length;
      if (dimension > 0) {
        length += ofBytes(Vector.VALUES_FIELD_NUMBER, Float.BYTES * dimension);
      }
      if (metadata != null) {
        length += CodedOutputStream.computeMessageSize(Vector.METADATA_FIELD_NUMBER, metadata);
      }
      if (sparse != null) {
        length += CodedOutputStream.computeMessageSize(Vector.SPARSE_VALUES_FIELD_NUMBER, sparse);
      }
      return new Entry(vector, metadata, sparse, length);
    }

    int entryLength() {
      return CodedOutputStream.computeStringSize(KEY_FIELD_NUMBER, vector.id())
          + ofBytes(VALUE_FIELD_NUMBER, length);
    }

    int fieldLength() {
      return ofBytes(FetchResponse.VECTORS_FIELD_NUMBER, entryLength());
    }

    private static int ofBytes(int field, int length) {
      return CodedOutputStream.computeTagSize(field)
          + CodedOutputStream.computeUInt32SizeNoTag(length)
          + length;
    }
  }

  private void write(Entry entry, CodedOutputStream out) throws IOException {
    StoredVector vector = entry.vector();
    begin(out, FetchResponse.VECTORS_FIELD_NUMBER, entry.entryLength());
    out.writeString(KEY_FIELD_NUMBER, vector.id());
    begin(out, VALUE_FIELD_NUMBER, entry.length());
    out.writeString(Vector.ID_FIELD_NUMBER, vector.id());
    if (vector.values().length > 0) {
      begin(out, Vector.VALUES_FIELD_NUMBER, Float.BYTES * vector.values().length);
      writeFloats(vector.values(), out);
    }
    Struct metadata = entry.metadata();
    if (metadata != null) {
      out.writeMessage(Vector.METADATA_FIELD_NUMBER, metadata);
    }
    SparseValues sparse = entry.sparse();
    if (sparse != null) {
      out.writeMessage(Vector.SPARSE_VALUES_FIELD_NUMBER, sparse);
    }
  }

  private static void begin(CodedOutputStream out, int field, int length) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  /** Writes floats through a buffer, which converts many at once. */
  private void writeFloats(float[] values, CodedOutputStream out) throws IOException {
    int length = Float.BYTES * values.length;
    if (bytes.length < length) {
      bytes = new byte[length];
      floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
    floats.clear().put(values);
    out.writeRawBytes(bytes, 0, length);
  }
}
