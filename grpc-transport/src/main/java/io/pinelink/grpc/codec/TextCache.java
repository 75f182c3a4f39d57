package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/**
 * A cache of texts that recur in one message, such as metadata keys; it reuses the last ones. It
 * only finds ASCII texts.
 */
final class TextCache {
  private static final int SIZE = 32;

  private @Nullable String @Nullable [] texts;

  /** Reads a text like {@link Utf8#read}. */
  String read(byte[] bytes, int position, int length) throws InvalidProtocolBufferException {
    @Nullable String[] kept = texts;
    if (kept == null) {
      kept = new @Nullable String[SIZE];
      texts = kept;
    }
    int slot = slot(bytes, position, length);
    String last = kept[slot];
    if (last != null && isSame(last, bytes, position, length)) {
      return last;
    }
    String text = Utf8.read(bytes, position, length);
    kept[slot] = text;
    return text;
  }

  private static int slot(byte[] bytes, int position, int length) {
    return length == 0
        ? 0
        : (length + 7 * bytes[position] + 31 * bytes[position + length - 1]) & (SIZE - 1);
  }

  private static boolean isSame(String text, byte[] bytes, int position, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      // A byte above ASCII is negative, and no character is.
      if (text.charAt(i) != bytes[position + i]) {
        return false;
      }
    }
    return true;
  }
}
