package io.pinelink.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of the complete files of an {@link ParquetImportWriter}. Immutable and thread-safe.
 *
 * @param namespaces the counts by namespace, in the order of their first vectors; {@code
 *     __default__} is the default namespace
 */
public record WrittenFiles(Map<String, Count> namespaces) {
  /**
   * The contents of the complete files of one namespace, or of all.
   *
   * @param files the number of files
   * @param vectors the number of vectors in them
   * @param bytes their size on disk
   */
  public record Count(int files, long vectors, long bytes) {
    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(files + other.files, vectors + other.vectors, bytes + other.bytes);
    }
  }

  /** Copies the map and keeps its order. */
  public WrittenFiles {
    namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
  }

  /** Returns the sum of the counts of all namespaces. */
  public Count total() {
    return namespaces.values().stream().reduce(Count.NONE, Count::plus);
  }
}
