package io.pinelink.local.datalog;

import io.pinelink.server.internal.saving.SavedCopy;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.store.IndexImage;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
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
final class SavedContents implements SavedState {
  private final Namespace.Maker maker;
  private final Map<DocumentKey, byte[]> documents = new LinkedHashMap<>();
  private final Map<UUID, IndexImage> indexes = new HashMap<>();
  private final Map<UUID, Map<String, List<StoredVector>>> copies = new HashMap<>();

  /**
   * Creates an empty state.
   *
   * @param maker creates namespaces
   */
  SavedContents(Namespace.Maker maker) {
    this.maker = maker;
  }

  /** Returns whether nothing was saved. */
  boolean isEmpty() {
    return documents.isEmpty();
  }

  @Override
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

  void forEachDocument(BiConsumer<DocumentKey, byte[]> action) {
    documents.forEach(action);
  }

  @Override
  public IndexImage index(UUID id) {
    IndexImage found = indexes.get(id);
    if (found == null) {
      throw new IllegalArgumentException("the contents of index " + id + " are missing");
    }
    return found;
  }

  /** Returns the contents of a copy by namespace. */
  Map<String, List<StoredVector>> copy(UUID id) {
    Map<String, List<StoredVector>> found = copies.get(id);
    if (found == null) {
      throw new IllegalArgumentException("the contents of copy " + id + " are missing");
    }
    return found;
  }

  void document(DocumentKey key, byte @Nullable [] json) {
    if (json == null) {
      documents.remove(key);
    } else {
      documents.put(key, json);
    }
  }

  IndexImage newIndex(UUID id) {
    IndexImage image = new IndexImage(maker);
    indexes.put(id, image);
    return image;
  }

  @Nullable IndexImage findIndex(UUID id) {
    return indexes.get(id);
  }

  boolean hasCopy(UUID id) {
    return copies.containsKey(id);
  }

  void copied(UUID id, Map<String, List<StoredVector>> records) {
    copies.put(id, records);
  }

  void addToCopy(UUID id, String namespace, List<StoredVector> records) {
    copies
        .computeIfAbsent(id, unused -> new LinkedHashMap<>())
        .computeIfAbsent(namespace, unused -> new ArrayList<>())
        .addAll(records);
  }
}
