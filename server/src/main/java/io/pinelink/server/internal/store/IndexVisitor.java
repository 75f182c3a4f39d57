package io.pinelink.server.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Receives the contents of an index, first everything but the records. */
public interface IndexVisitor {
  /**
   * Receives what an index has besides records.
   *
   * @param lsn the number of the last write to the index
   * @param lsns the number of the last write to each namespace by its name in the store, also of
   *     deleted namespaces
   */
  void index(
      long lsn,
      Map<String, Long> lsns,
      List<NamespaceSchema> namespaces,
      Collection<AliasEntry> aliases);

  /**
   * Receives records of a namespace.
   *
   * @param namespace the name in the store
   */
  void records(String namespace, List<StoredVector> records);

  /**
   * A namespace without its records.
   *
   * @param name the name in the store
   * @param filterable the fields of its own schema; null if it has none
   */
  record NamespaceSchema(String name, @Nullable Set<String> filterable) {}
}
