package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.StoredVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The numbers of records and bytes in a copy of an index. */
final class CopyStatistics {
  private CopyStatistics() {}

  static long records(Map<String, List<StoredVector>> contents) {
    return contents.values().stream().mapToLong(Collection::size).sum();
  }

  /** Returns the sum of the {@linkplain StoredVector#bytes sizes} of the records. */
  static long bytes(Map<String, List<StoredVector>> contents) {
    return contents.values().stream()
        .flatMap(Collection::stream)
        .mapToLong(StoredVector::bytes)
        .sum();
  }
}
