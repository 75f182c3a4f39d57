package io.pinelink.local.datalog;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredNamespace;
import io.pinelink.server.internal.store.StoredVector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The smallest server that keeps data: one index, its copies by name, and documents. */
final class KeptIndex {
  private static final UUID INDEX = new UUID(1, 1);
  private static final SaveMode ALWAYS = new SaveMode(SaveMode.Kind.ALWAYS, Duration.ZERO);

  private record Copy(UUID id, Map<String, List<StoredVector>> contents) {}

  final StoredIndex index = new StoredIndex(new IndexShape(2, SimilarityFunction.DOTPRODUCT, null));
  final DataKeeper keeper;
  private final Map<String, Copy> copies = new TreeMap<>();
  private final Map<String, String> documents = new TreeMap<>();
  private long ids;

  /**
   * Opens the data in a folder.
   *
   * @param lock a directory that only this server uses
   */
  KeptIndex(Folder folder, Path lock) {
    try {
      keeper =
          DataKeeper.open(
              DirectoryLock.acquire(lock), folder, ALWAYS, StoredNamespace::new, Long.MAX_VALUE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    keeper.<Object>begin(
        state -> {
          if (state instanceof SavedContents saved) {
            load(saved);
          }
          return keeper;
        },
        this::save);
  }

  private record NamedCopy(String name, UUID id) {}

  private record Text(String name, String text) {}

  private void load(SavedContents state) {
    index.load(state.index(INDEX));
    for (NamedCopy from : state.records("copy", NamedCopy.class)) {
      copies.put(from.name(), new Copy(from.id(), state.copy(from.id())));
      ids = Math.max(ids, from.id().getLeastSignificantBits());
    }
    state.records("document", Text.class).forEach(from -> documents.put(from.name(), from.text()));
  }

  private void save(ResourceSink sink) {
    sink.resource("index", INDEX, "", new Text("index", ""));
    sink.index(INDEX, index);
    copies.forEach(
        (name, copy) -> {
          sink.resource("copy", copy.id(), "", new NamedCopy(name, copy.id()));
          sink.copy(copy.id(), copy.contents());
        });
    documents.forEach((name, text) -> sink.resource("document", name, "", new Text(name, text)));
  }

  static StoredVector record(String id, float value) {
    return StoredVector.of(
        id,
        new float[] {value, 1},
        null,
        Map.<String, Object>of("value", (double) value, "id", id));
  }

  void upsert(String namespace, String... records) {
    index.upsert(
        namespace, java.util.Arrays.stream(records).map(id -> record(id, id.hashCode())).toList());
  }

  void alias(String name, String target) {
    index.aliases(
        (aliases, status) -> aliases.create(name, target, Instant.ofEpochSecond(7), status));
  }

  void copy(String name) {
    keeper.change(
        () -> {
          UUID id = new UUID(2, ++ids);
          return copies.put(name, new Copy(id, index.snapshot(id)));
        });
  }

  void removeCopy(String name) {
    keeper.change(() -> copies.remove(name));
  }

  void document(String name, String text) {
    keeper.change(() -> documents.put(name, text));
  }

  /** Returns everything as text. */
  String dump() {
    StringBuilder dump = new StringBuilder();
    index.visitAtOnce(
        new IndexVisitor() {
          @Override
          public void index(
              long lsn,
              Map<String, Long> lsns,
              List<NamespaceSchema> namespaces,
              Collection<AliasEntry> aliases) {
            dump.append(lsn).append(new TreeMap<>(lsns)).append(namespaces).append(aliases);
          }

          @Override
          public void records(String namespace, List<StoredVector> records) {
            dump.append("\n").append(namespace).append(texts(records));
          }
        });
    copies.forEach(
        (name, copy) -> {
          dump.append("\ncopy ").append(name);
          new TreeMap<>(copy.contents())
              .forEach((namespace, records) -> dump.append(namespace).append(texts(records)));
        });
    return dump.append("\n").append(documents).toString();
  }

  private static List<String> texts(List<StoredVector> records) {
    return records.stream()
        .map(
            record ->
                record.id()
                    + java.util.Arrays.toString(record.values())
                    + new TreeMap<>(record.metadata())
                    + record.bytes())
        .toList();
  }
}
