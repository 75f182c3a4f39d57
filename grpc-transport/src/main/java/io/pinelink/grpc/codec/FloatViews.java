package io.pinelink.grpc.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * An array of bytes as floats, from any byte on. Buffers copy many floats at once, which a loop
 * over them does not; and since a view's floats begin where the view does, there is one for each of
 * the four places where a float can begin, so that none is made for a vector.
 */
final class FloatViews {
  private final FloatBuffer[] views = new FloatBuffer[Float.BYTES];

  FloatViews(byte[] bytes) {
    for (int i = 0; i < views.length; i++) {
      views[i] =
          ByteBuffer.wrap(bytes, i, bytes.length - i)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    }
  }

  /** The floats from a byte on; good until the next are asked for. */
  FloatBuffer at(int position) {
    return views[position % Float.BYTES].position(position / Float.BYTES);
  }
}
