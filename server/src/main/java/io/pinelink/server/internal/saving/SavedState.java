package io.pinelink.server.internal.saving;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.store.IndexImage;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Everything that was saved: documents of resources, and the records of indexes and copies. */
public final class SavedState {
  private final Namespace.Maker maker;
  private final Map<DocumentKey, byte[]> documents = new LinkedHashMap<>();
  private final Map<UUID, IndexImage> indexes = new HashMap<>();
  private final Map<UUID, Map<String, List<StoredVector>>> copies = new HashMap<>();

  /**
   * Creates an empty state.
   *
   * @param maker creates namespaces
   */
  public SavedState(Namespace.Maker maker) {
    this.maker = maker;
  }

  /** Returns the state of a server that has saved nothing. */
  static SavedState empty() {
    return new SavedState(
        filterable -> {
          throw new IllegalStateException("nothing was saved");
        });
  }

  /** Returns whether nothing was saved. */
  public boolean isEmpty() {
    return documents.isEmpty();
  }

  /** Returns the resources of a kind that no project has, in the order of their creation. */
  public <T extends Record> List<T> records(String kind, Class<T> type) {
    return records(kind, type, "");
  }

  /** Returns the resources of a kind in the order of their creation. */
  public <T extends Record> List<T> records(String kind, Class<T> type, String project) {
    RecordJson reader = new RecordJson(id -> new SavedCopy(id, copy(id)));
    List<T> found = new ArrayList<>();
    documents.forEach(
        (key, json) -> {
          if (key.kind().equals(kind)) {
            try {
              JsonNode document = PlainJson.MAPPER.readTree(json);
              if (document.path(RecordJson.PROJECT).asText().equals(project)) {
                found.add(reader.read(type, document));
              }
            } catch (IOException e) {
              throw new IllegalArgumentException("a document of " + key + " is not JSON", e);
            }
          }
        });
    return found;
  }

  public void forEachDocument(BiConsumer<DocumentKey, byte[]> action) {
    documents.forEach(action);
  }

  /** Returns the contents of an index. */
  public IndexImage index(UUID id) {
    IndexImage found = indexes.get(id);
    if (found == null) {
      throw new IllegalArgumentException("the contents of index " + id + " are missing");
    }
    return found;
  }

  /** Returns the contents of a copy by namespace. */
  public Map<String, List<StoredVector>> copy(UUID id) {
    Map<String, List<StoredVector>> found = copies.get(id);
    if (found == null) {
      throw new IllegalArgumentException("the contents of copy " + id + " are missing");
    }
    return found;
  }

  public void document(DocumentKey key, byte @Nullable [] json) {
    if (json == null) {
      documents.remove(key);
    } else {
      documents.put(key, json);
    }
  }

  public IndexImage newIndex(UUID id) {
    IndexImage image = new IndexImage(maker);
    indexes.put(id, image);
    return image;
  }

  public @Nullable IndexImage findIndex(UUID id) {
    return indexes.get(id);
  }

  public boolean hasCopy(UUID id) {
    return copies.containsKey(id);
  }

  public void copied(UUID id, Map<String, List<StoredVector>> records) {
    copies.put(id, records);
  }

  public void addToCopy(UUID id, String namespace, List<StoredVector> records) {
    copies
        .computeIfAbsent(id, unused -> new LinkedHashMap<>())
        .computeIfAbsent(namespace, unused -> new ArrayList<>())
        .addAll(records);
  }
}
