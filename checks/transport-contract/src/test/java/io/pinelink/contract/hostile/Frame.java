package io.pinelink.contract.hostile;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 frame (RFC 9113, section 4.1), which is not validated. */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int UNKNOWN = 0xF0;

  static final int ACK = 0x1;
  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int HAS_PRIORITY = 0x20;

  static final int HEADER_TABLE_SIZE = 1;
  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_FRAME_SIZE = 5;

  static final int NO_ERROR = 0;
  static final int INTERNAL_ERROR = 2;
  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  static final int ENHANCE_YOUR_CALM = 11;

  private static final int HEAD = 9;

  static Frame headers(int stream, int flags, List<String> fields) {
    return new Frame(HEADERS, END_HEADERS | flags, stream, Hpack.encode(fields));
  }

  static Frame data(int stream, int flags, byte[] content) {
    return new Frame(DATA, flags, stream, content);
  }

  static Frame reset(int stream, int code) {
    return new Frame(RST_STREAM, 0, stream, ints(code));
  }

  static Frame goAway(int lastStream, int code) {
    return new Frame(GOAWAY, 0, 0, ints(lastStream, code));
  }

  static Frame windowUpdate(int stream, int increment) {
    return new Frame(WINDOW_UPDATE, 0, stream, ints(increment));
  }

  static Frame ping() {
    return new Frame(PING, 0, 0, ints(1, 2));
  }

  /** Returns a SETTINGS frame with pairs of a setting and its value. */
  static Frame settings(int... pairs) {
    ByteBuffer payload = ByteBuffer.allocate(pairs.length / 2 * 6);
    for (int i = 0; i < pairs.length; i += 2) {
      payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
    }
    return new Frame(SETTINGS, 0, 0, payload.array());
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(HEAD + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Reads a frame; returns null if the client has closed the connection. */
  static @Nullable Frame read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      return null;
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int length = ((fields.get() & 0xFF) << 16) | (fields.getShort() & 0xFFFF);
    int type = fields.get();
    int flags = fields.get();
    int stream = fields.getInt();
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException();
    }
    return new Frame(type, flags, stream, payload);
  }
}
