package io.pinelink.local.datalog;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All resources of a server at one moment. */
final class ResourceState implements ResourceSink {
  private record Resource(String project, Record state) {
    byte[] json() {
      return RecordJson.of(project, state);
    }
  }

  /** Differs from the state of every resource. */
  private record Different() {}

  private final Map<DocumentKey, Resource> resources = new LinkedHashMap<>();
  private final Map<UUID, StoredIndex> indexes = new LinkedHashMap<>();
  private final Map<UUID, Map<String, List<StoredVector>>> copies = new LinkedHashMap<>();

  @Override
  public void resource(String kind, Object id, String project, Record state) {
    resources.put(new DocumentKey(kind, id.toString()), new Resource(project, state));
  }

  @Override
  public void index(UUID id, StoredIndex data) {
    indexes.put(id, data);
  }

  @Override
  public void copy(UUID id, Map<String, List<StoredVector>> contents) {
    copies.put(id, contents);
  }

  Map<UUID, StoredIndex> indexes() {
    return indexes;
  }

  Map<UUID, Map<String, List<StoredVector>>> copies() {
    return copies;
  }

  /**
   * Adds the resources of a state whose documents are saved; a document that differs stays
   * different.
   */
  void addSaved(SavedContents saved, ResourceState state) {
    saved.forEachDocument(
        (key, json) -> {
          Resource now = state.resources.get(key);
          boolean isSame = now != null && Arrays.equals(now.json(), json);
          resources.put(key, isSame ? now : new Resource("", new Different()));
        });
  }

  /** Returns all documents. */
  Map<DocumentKey, byte @Nullable []> json() {
    return changesSince(new ResourceState());
  }

  /**
   * Returns the documents that an earlier state does not have in this form; null for a deleted one.
   */
  Map<DocumentKey, byte @Nullable []> changesSince(ResourceState earlier) {
    Map<DocumentKey, byte @Nullable []> changes = new LinkedHashMap<>();
    for (DocumentKey key : earlier.resources.keySet()) {
      if (!resources.containsKey(key)) {
        changes.put(key, null);
      }
    }
    resources.forEach(
        (key, resource) -> {
          Resource old = earlier.resources.get(key);
          if (old == null || !old.state().equals(resource.state())) {
            changes.put(key, resource.json());
          }
        });
    return changes;
  }
}
