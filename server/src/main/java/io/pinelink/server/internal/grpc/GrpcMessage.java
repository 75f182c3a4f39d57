package io.pinelink.server.internal.grpc;

import com.google.protobuf.CodedInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message of a request, decompressed, as a part of an array that is not copied.
 *
 * @param start the position of its first byte
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record GrpcMessage(byte[] bytes, int start, int length) {
  static GrpcMessage of(byte[] bytes) {
    return new GrpcMessage(bytes, 0, bytes.length);
  }

  /** Returns a reader of the message. */
  public CodedInputStream in() {
    return CodedInputStream.newInstance(bytes, start, length);
  }

  /**
   * Copies floats of the message.
   *
   * @param position the position of the first byte in the message
   * @param first the index of the first float in the array, which is filled up
   */
  public void copyFloats(int position, float[] floats, int first) {
    ByteBuffer.wrap(bytes)
        .position(start + position)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats, first, floats.length - first);
  }
}
