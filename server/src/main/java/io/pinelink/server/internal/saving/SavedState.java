package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.store.IndexImage;
import java.util.List;
import java.util.UUID;

/** Everything that was saved: resources, and the contents of indexes. */
public interface SavedState {
  /** Returns the resources of a kind that no project has, in the order of their creation. */
  default <T extends Record> List<T> records(String kind, Class<T> type) {
    return records(kind, type, "");
  }

  /** Returns the resources of a kind in the order of their creation. */
  <T extends Record> List<T> records(String kind, Class<T> type, String project);

  /** Returns the contents of an index. */
  IndexImage index(UUID id);
}
