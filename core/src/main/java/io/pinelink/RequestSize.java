package io.pinelink;

import io.pinelink.model.Vector;
import java.util.List;
import java.util.Map;

/** How much of a request a vector may take, whichever protocol carries it. */
final class RequestSize {
  /** The service's limit for an upsert. */
  static final int MAX_BYTES = 2_000_000;

  /** A float as JSON with its comma; few need all of it, and as protobuf it is 4. */
  private static final int FLOAT = 14;

  private static final int INDEX = 11;
  private static final int NUMBER = 25;
  private static final int NAMES = 64;

  private RequestSize() {}

  /** An upper bound of the bytes, but for texts that are mostly control characters. */
  static long most(Vector vector) {
    long sparse = vector.sparseValues().map(values -> (long) values.size()).orElse(0L);
    return NAMES
        + vector.id().length()
        + (long) FLOAT * vector.dimension()
        + (FLOAT + INDEX) * sparse
        + most(vector.metadata().asMap());
  }

  private static long most(Map<String, Object> metadata) {
    long bytes = 0;
    for (Map.Entry<String, Object> entry : metadata.entrySet()) {
      bytes += most(entry.getKey()) + most(entry.getValue());
    }
    return bytes;
  }

  private static long most(Object value) {
    if (value instanceof String text) {
      return 3L * text.length() + 4;
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(RequestSize::most).sum() + 2;
    }
    return NUMBER;
  }
}
