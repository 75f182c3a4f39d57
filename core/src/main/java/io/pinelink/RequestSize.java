package io.pinelink;

import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of a request a vector may take, whichever protocol carries it. */
final class RequestSize {
  /** The service's limit for an upsert. */
  static final int MAX_BYTES = 2_000_000;

  /** A float as JSON with its comma; few need all of it, and as protobuf it is 4. */
  private static final int FLOAT = 16;

  private static final int INDEX = 11;
  private static final int NUMBER = 25;
  private static final int NAMES = 96;

  /** Quotes, colon and comma, or tags and lengths of an entry, its key and its value. */
  private static final int AROUND_TEXT = 16;

  private static final int ESCAPED = 6;

  private RequestSize() {}

  /** An upper bound of what stands around vectors or records, such as the namespace. */
  static long mostAround(String namespace) {
    return NAMES + most(namespace);
  }

  /** An upper bound of the bytes of a record. */
  static long most(TextRecord record) {
    return NAMES + most(record.id()) + most(record.fields().asMap());
  }

  /** An upper bound of the bytes of a vector. */
  static long most(Vector vector) {
    long sparse = vector.sparseValues().map(values -> (long) values.size()).orElse(0L);
    return NAMES
        + most(vector.id())
        + (long) FLOAT * vector.dimension()
        + (FLOAT + INDEX) * sparse
        + most(vector.metadata().asMap());
  }

  private static long most(Map<?, ? extends @Nullable Object> members) {
    long bytes = AROUND_TEXT;
    for (Map.Entry<?, ? extends @Nullable Object> member : members.entrySet()) {
      bytes += most(String.valueOf(member.getKey())) + most(member.getValue());
    }
    return bytes;
  }

  /** As JSON, where some characters are escaped; protobuf's lengths take what quotes do. */
  private static long most(String text) {
    long bytes = AROUND_TEXT;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        bytes += ESCAPED;
      } else if (c == '"' || c == '\\' || c > 0x7F) {
        bytes += c > 0x7FF ? 3 : 2;
      } else {
        bytes++;
      }
    }
    return bytes;
  }

  private static long most(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return most(map);
    }
    if (value instanceof String text) {
      return most(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(RequestSize::most).sum() + AROUND_TEXT;
    }
    return NUMBER;
  }
}
