package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Receives all resources of a server, to save them. */
public interface ResourceSink {
  /**
   * Receives a resource.
   *
   * @param state an immutable value that equals the earlier one if nothing has changed
   * @param document describes the state
   */
  void resource(String kind, String id, Object state, Supplier<SavedDocument> document);

  /** Receives the data of an index. */
  void index(UUID id, StoredIndex data);

  /** Receives a copy of an index, which never changes. */
  void copy(UUID id, Map<String, List<StoredVector>> contents);
}
