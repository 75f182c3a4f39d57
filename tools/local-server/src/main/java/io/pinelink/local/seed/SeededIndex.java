package io.pinelink.local.seed;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.imports.RecordFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index as a seed describes it.
 *
 * @param definition null if the index exists
 * @param namespaces by listed name
 * @param aliases the listed names of the targets, by name
 */
record SeededIndex(
    String name,
    @Nullable IndexDefinition definition,
    Map<String, Namespace> namespaces,
    Map<String, String> aliases) {
  /**
   * A namespace.
   *
   * @param filterable the fields of its own schema; null if it has none
   */
  record Namespace(@Nullable Set<String> filterable, List<RecordFile> files) {}
}
