package io.pinelink.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The contents of the files that a writer has completed. Immutable and thread-safe.
 *
 * @param namespaces the counts by namespace, in the order in which they were first written to;
 *     {@code __default__} is the default namespace
 */
public record WrittenFiles(Map<String, Count> namespaces) {
  /**
   * The contents of the complete files of one namespace, or of all.
   *
   * @param files the number of files
   * @param rows the number of vectors or documents in them
   * @param bytes their size on disk
   */
  public record Count(int files, long rows, long bytes) {
    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(files + other.files, rows + other.rows, bytes + other.bytes);
    }
  }

  /** Copies the map and keeps its order. */
  public WrittenFiles {
    Objects.requireNonNull(namespaces, "namespaces is null");
    namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
  }

  /** Returns the sum of the counts of all namespaces. */
  public Count total() {
    return namespaces.values().stream().reduce(Count.NONE, Count::plus);
  }
}
