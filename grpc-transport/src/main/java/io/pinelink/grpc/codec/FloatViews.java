package io.pinelink.grpc.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Views of bytes as floats, starting at any byte. Buffers copy many floats at once, which a loop
 * does not. The floats of a view are aligned to its start, so there is one view for each of the
 * four alignments, and none is created for a vector.
 */
final class FloatViews {
  private final FloatBuffer[] views = new FloatBuffer[Float.BYTES];

  FloatViews(ByteBuffer bytes) {
    for (int i = 0; i < views.length; i++) {
      views[i] = bytes.slice(i, bytes.limit() - i).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
  }

  /** Returns the floats from a byte position on; valid until the next invocation. */
  FloatBuffer at(int position) {
    return views[position % Float.BYTES].position(position / Float.BYTES);
  }
}
