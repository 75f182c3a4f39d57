package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Receives all resources of a server, to save them. */
public interface ResourceSink {
  /**
   * Receives a resource.
   *
   * @param project the id of the project that has the resource; empty if none has
   * @param state equals the earlier one if nothing has changed
   */
  void resource(String kind, Object id, String project, Record state);

  /** Receives the data of an index. */
  void index(UUID id, StoredIndex data);

  /** Receives a copy of an index, which never changes. */
  void copy(UUID id, Map<String, List<StoredVector>> contents);
}
