package io.pinelink.rest;

import io.pinelink.rest.json.RequestBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The bytes of request bodies. */
final class Bodies {
  private Bodies() {}

  /** Takes all bytes of a body and returns its chunks to their pool. */
  static byte[] bytesOf(RequestBuffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer chunk = body.next(); chunk != null; chunk = body.next()) {
      byte[] part = new byte[chunk.remaining()];
      chunk.get(part);
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
