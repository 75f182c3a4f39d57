package io.pinelink.internal.transfer;

import io.pinelink.model.IndexStats;
import java.util.OptionalLong;

/** The number of items that the statistics of an index have for the namespace of a side. */
final class SideCount {
  private static final String DEFAULT_NAMESPACE = "__default__";

  private SideCount() {}

  /** Returns the number; empty if the statistics do not have the namespace. */
  static OptionalLong of(NamespaceSide<?> side, IndexStats stats) {
    String namespace = CopyRun.namespaceOf(side);
    Long known = stats.namespaces().get(namespace);
    if (known == null && namespace.isEmpty()) {
      known = stats.namespaces().get(DEFAULT_NAMESPACE);
    }
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }
}
