package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The numbers of records and bytes in a copy of an index. */
final class CopyStatistics {
  private CopyStatistics() {}

  static long records(Map<String, List<StoredVector>> contents) {
    return contents.values().stream().mapToLong(Collection::size).sum();
  }

  /** Returns the approximate size of the records: ids, values and metadata as JSON. */
  static long bytes(Map<String, List<StoredVector>> contents) {
    return contents.values().stream()
        .flatMap(Collection::stream)
        .mapToLong(CopyStatistics::bytes)
        .sum();
  }

  private static long bytes(StoredVector vector) {
    SparsePart sparse = vector.sparse();
    long sparseBytes = sparse == null ? 0 : 8L * sparse.size();
    return vector.id().length()
        + (long) Float.BYTES * vector.values().length
        + sparseBytes
        + (vector.metadata().isEmpty() ? 0 : PlainJson.size(vector.metadata()));
  }
}
