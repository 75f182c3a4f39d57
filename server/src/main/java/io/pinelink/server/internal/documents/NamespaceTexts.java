package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.FullTextIndex;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one namespace, indexed at its first search by words and kept up to date afterwards.
 *
 * <p>A write only notes the changed documents; the next search indexes them. A namespace that gets
 * more changes than it has indexed documents gives up its index, which the next search builds
 * again.
 */
final class NamespaceTexts implements Namespace.Follower {
  /** The number of changes that are always noted. */
  private static final int MIN_NOTED = 10_000;

  private final DocumentSchema schema;
  private final Object building = new Object();

  // The next three are guarded by this object, and the index by the lock for building.
  private @Nullable List<StoredVector> all;
  private Map<String, Optional<StoredVector>> changes = new LinkedHashMap<>();
  private State state = State.OFF;
  private int indexed;
  private FullTextIndex index;

  private enum State {
    /** There is no index, and changes are not noted. */
    OFF,
    /** The index is to be built. */
    NEW,
    /** The index lacks the noted changes at most. */
    ON
  }

  NamespaceTexts(DocumentSchema schema) {
    this.schema = schema;
    this.index = new FullTextIndex(schema.texts());
  }

  /** Returns the texts of a namespace, which is locked for reading. */
  static NamespaceTexts of(Namespace namespace, DocumentSchema schema) {
    NamespaceTexts texts =
        namespace.follower(NamespaceTexts.class, () -> new NamespaceTexts(schema));
    texts.start(namespace);
    return texts;
  }

  private synchronized void start(Namespace namespace) {
    if (state == State.OFF) {
      all = List.copyOf(namespace.vectors());
      state = State.NEW;
    }
  }

  @Override
  public synchronized void put(StoredVector vector) {
    note(vector.id(), Optional.of(vector));
  }

  @Override
  public synchronized void remove(String id) {
    note(id, Optional.empty());
  }

  private void note(String id, Optional<StoredVector> change) {
    if (state != State.OFF) {
      changes.put(id, change);
      if (changes.size() > Math.max(MIN_NOTED, indexed)) {
        clear();
      }
    }
  }

  @Override
  public synchronized void clear() {
    state = State.OFF;
    all = null;
    changes = new LinkedHashMap<>();
    indexed = 0;
  }

  /** The documents to index: all of them first, if the index is new. */
  private record Work(
      @Nullable List<StoredVector> all, Map<String, Optional<StoredVector>> changes) {}

  private synchronized Work take() {
    Work work = new Work(all, changes);
    if (all != null) {
      indexed = all.size();
      all = null;
      state = State.ON;
    }
    changes = new LinkedHashMap<>();
    return work;
  }

  /**
   * Indexes what has changed. The index that is returned is complete, and does not change, while
   * its namespace is locked for reading; without the lock, this only saves time under the lock.
   */
  FullTextIndex upToDate() {
    synchronized (building) {
      Work work = take();
      if (work.all() != null) {
        index = new FullTextIndex(schema.texts());
      }
      if (work.all() != null || !work.changes().isEmpty()) {
        apply(work);
      }
      return index;
    }
  }

  private void apply(Work work) {
    boolean isDone = false;
    try {
      if (work.all() != null) {
        work.all().parallelStream().forEach(document -> index.add(document.id(), texts(document)));
      }
      work.changes()
          .forEach(
              (id, change) ->
                  change.ifPresentOrElse(
                      document -> index.put(id, texts(document)), () -> index.remove(id)));
      index.refresh();
      isDone = true;
    } finally {
      if (!isDone) {
        clear();
      }
    }
  }

  private static Map<String, String> texts(StoredVector document) {
    Map<String, String> fields = new LinkedHashMap<>();
    document
        .metadata()
        .forEach(
            (name, value) -> {
              if (value instanceof String text) {
                fields.put(name, text);
              }
            });
    return fields;
  }
}
