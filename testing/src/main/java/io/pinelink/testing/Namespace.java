package io.pinelink.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of one namespace in byte order of their ids. Not thread-safe: the index locks. */
final class Namespace {
  private final @Nullable Set<String> filterable;
  private final NavigableMap<String, StoredVector> vectors = new TreeMap<>();

  /**
   * @param filterable the fields of its own schema, null if it has none
   */
  Namespace(@Nullable Set<String> filterable) {
    this.filterable = filterable;
  }

  Namespace copy() {
    Namespace copy = new Namespace(filterable);
    copy.vectors.putAll(vectors);
    return copy;
  }

  @Nullable Set<String> filterable() {
    return filterable;
  }

  void put(StoredVector vector) {
    vectors.put(vector.id(), vector);
  }

  @Nullable StoredVector get(String id) {
    return vectors.get(id);
  }

  Collection<StoredVector> vectors() {
    return vectors.values();
  }

  int size() {
    return vectors.size();
  }

  void remove(Collection<String> ids) {
    ids.forEach(vectors::remove);
  }

  void removeMatching(Predicate<Map<String, Object>> filter) {
    vectors.values().removeIf(vector -> filter.test(vector.metadata()));
  }

  void clear() {
    vectors.clear();
  }

  List<StoredVector> matching(Predicate<Map<String, Object>> filter) {
    return vectors.values().stream().filter(vector -> filter.test(vector.metadata())).toList();
  }

  /** At most {@code limit} ids that begin with the prefix and come after {@code skipPast}. */
  IdPage page(String prefix, String skipPast, int limit) {
    List<String> ids = new ArrayList<>();
    NavigableMap<String, StoredVector> rest =
        skipPast.compareTo(prefix) >= 0
            ? vectors.tailMap(skipPast, false)
            : vectors.tailMap(prefix, true);
    for (String id : rest.keySet()) {
      // In byte order the ids with one prefix stand together.
      if (!id.startsWith(prefix)) {
        break;
      }
      if (ids.size() == limit) {
        PageToken next = new PageToken(ids.get(ids.size() - 1), PageToken.Scope.ofIds(prefix));
        return new IdPage(List.copyOf(ids), next.encode());
      }
      ids.add(id);
    }
    return new IdPage(List.copyOf(ids), null);
  }

  /** At most {@code limit} records that match and whose ids come after {@code skipPast}. */
  List<StoredVector> matchingAfter(
      Predicate<Map<String, Object>> filter, String skipPast, int limit) {
    return vectors.tailMap(skipPast, false).values().stream()
        .filter(vector -> filter.test(vector.metadata()))
        .limit(limit)
        .toList();
  }
}
