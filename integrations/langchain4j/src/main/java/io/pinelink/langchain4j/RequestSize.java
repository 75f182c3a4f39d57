package io.pinelink.langchain4j;

import io.pinelink.model.Vector;
import java.util.List;

/** Estimates the bytes of vectors in a request, from above and without encoding them. */
final class RequestSize {
  /** A float in JSON with its comma: -1.2345678E-38. */
  private static final long BYTES_PER_VALUE = 16;

  private static final long BYTES_PER_INDEX = 11;

  /** A UTF-16 character takes up to three bytes in UTF-8. Those that JSON escapes are rare. */
  private static final long BYTES_PER_CHARACTER = 3;

  /** Names and punctuation of a vector or an entry of its metadata. */
  private static final long OVERHEAD = 64;

  private RequestSize() {}

  static long estimate(List<Vector> vectors) {
    return vectors.stream().mapToLong(RequestSize::estimate).sum();
  }

  private static long estimate(Vector vector) {
    long sparse = vector.sparseValues().map(values -> (long) values.size()).orElse(0L);
    return OVERHEAD
        + text(vector.id())
        + vector.dimension() * BYTES_PER_VALUE
        + sparse * (BYTES_PER_VALUE + BYTES_PER_INDEX)
        + vector.metadata().asMap().entrySet().stream()
            .mapToLong(entry -> OVERHEAD + text(entry.getKey()) + value(entry.getValue()))
            .sum();
  }

  private static long value(Object value) {
    return value instanceof String text ? text(text) : OVERHEAD;
  }

  private static long text(String text) {
    return text.length() * BYTES_PER_CHARACTER;
  }
}
