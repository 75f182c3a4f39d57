package io.pinelink.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of one namespace in byte order of their ids. Not thread-safe: the index locks. */
final class Namespace {
  private final NavigableMap<String, StoredVector> vectors = new TreeMap<>();

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
        return new IdPage(
            List.copyOf(ids), new PageToken(ids.get(ids.size() - 1), prefix).encode());
      }
      ids.add(id);
    }
    return new IdPage(List.copyOf(ids), null);
  }
}
