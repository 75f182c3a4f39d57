package io.pinelink.server.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one namespace holds: its records, or only their count. Not thread-safe: the index locks. */
public sealed interface Namespace permits StoredNamespace, CountingNamespace {
  /** The same, apart from this one from now on. */
  Namespace copy();

  /** The fields of its own schema, null if it has none. */
  @Nullable Set<String> filterable();

  void put(StoredVector vector);

  int size();

  void clear();

  @Nullable StoredVector get(String id);

  /** All records in byte order of their ids. */
  Collection<StoredVector> vectors();

  void remove(Collection<String> ids);

  void removeMatching(Predicate<Map<String, Object>> filter);

  List<StoredVector> matching(Predicate<Map<String, Object>> filter);

  /** At most {@code limit} ids that begin with the prefix and come after {@code skipPast}. */
  IdPage page(String prefix, String skipPast, int limit);

  /** At most {@code limit} records that match and whose ids come after {@code skipPast}. */
  List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit);

  /** Makes empty ones. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes one.
     *
     * @param filterable the fields of its own schema, null if it has none
     */
    Namespace make(@Nullable Set<String> filterable);
  }
}
