package io.pinelink.local.datalog;

import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexImage;
import io.pinelink.server.internal.store.Mutation;
import io.pinelink.server.internal.store.StoredVector;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reader of entries, which applies them to a state. Not thread-safe. */
final class EntryReader {
  private final SavedContents state;
  private final Map<String, String> names = new HashMap<>();
  // The entries of a group that has not ended.
  private final List<Mutation> group = new ArrayList<>();
  // Whether entries may have been applied already, or concern what the state no longer has.
  private boolean settling;
  private long continuation = -1;
  private long settled = -1;

  EntryReader(SavedContents state) {
    this.state = state;
  }

  /** Sets whether the state may already have the effects of entries. */
  void settling(boolean value) {
    settling = value;
  }

  /** Returns whether the last entry announces another one. */
  boolean isInGroup() {
    return !group.isEmpty();
  }

  /** Returns the number of the log that continues the log; -1 if none does. */
  long continuation() {
    return continuation;
  }

  /** Returns the offset of the end of a snapshot; -1 if the snapshot has not ended. */
  long settled() {
    return settled;
  }

  /** Applies the current entry of a file. */
  void apply(LogFrameReader frame) {
    if (continuation >= 0 || settled >= 0) {
      throw frame.damaged("an entry follows the end", null);
    }
    BinaryReader in = new BinaryReader(frame.content(), frame.length(), names);
    try {
      apply(in);
      if (!in.isAtEnd()) {
        throw new IllegalArgumentException("an entry is longer than its content");
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw frame.damaged("its content cannot be understood: " + e.getMessage(), e);
    }
  }

  private void apply(BinaryReader in) {
    int type = in.octet();
    if (isInGroup() && type != EntryWriter.WRITE) {
      throw new IllegalArgumentException("a write has not ended");
    }
    switch (type) {
      case EntryWriter.WRITE -> write(in);
      case EntryWriter.ALIAS -> {
        IndexImage index = find(in.id());
        String name = in.text();
        AliasEntry alias = in.flag() ? alias(in, name) : null;
        if (index != null) {
          index.aliased(name, alias);
        }
      }
      case EntryWriter.COPIED -> copied(in);
      case EntryWriter.DOCUMENTS -> documents(in);
      case EntryWriter.INDEX -> index(in);
      case EntryWriter.RECORDS -> records(in);
      case EntryWriter.COPY -> {
        UUID id = in.id();
        String namespace = in.text();
        state.addToCopy(id, namespace, records(in, in.int32()));
      }
      case EntryWriter.NEW_COPY -> state.copied(in.id(), new LinkedHashMap<>());
      case EntryWriter.CONTINUED -> continuation = in.int64();
      case EntryWriter.END -> settled = in.int64();
      default -> throw new IllegalArgumentException("an entry has the unknown type " + type);
    }
  }

  /** Returns an index, which may be missing only while the state settles. */
  private @Nullable IndexImage find(UUID id) {
    IndexImage found = state.findIndex(id);
    if (found == null && !settling) {
      throw new IllegalArgumentException("index " + id + " does not exist");
    }
    return found;
  }

  private void write(BinaryReader in) {
    IndexImage index = find(in.id());
    long lsn = in.int64();
    String namespace = in.text();
    boolean more = in.flag();
    group.add(mutation(in));
    if (more) {
      return;
    }
    if (index != null) {
      if (!settling && lsn != index.lsn() + 1) {
        throw new IllegalArgumentException(
            "write " + lsn + " follows write " + index.lsn() + " of the index");
      }
      group.forEach(mutation -> index.wrote(namespace, lsn, mutation));
    }
    group.clear();
  }

  private Mutation mutation(BinaryReader in) {
    int kind = in.octet();
    return switch (kind) {
      case EntryWriter.PUT -> new Mutation.Put(records(in, in.int32()));
      case EntryWriter.REMOVE -> new Mutation.Remove(texts(in));
      case EntryWriter.CLEAR -> new Mutation.Clear();
      case EntryWriter.CREATE -> new Mutation.Create(fields(in));
      case EntryWriter.DROP -> new Mutation.Drop();
      case EntryWriter.NOTHING -> Mutation.NOTHING;
      default -> throw new IllegalArgumentException("a write has the unknown kind " + kind);
    };
  }

  private static List<StoredVector> records(BinaryReader in, int count) {
    List<StoredVector> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(RecordFormat.read(in));
    }
    return records;
  }

  private void copied(BinaryReader in) {
    IndexImage index = find(in.id());
    UUID copy = in.id();
    // While the state settles, the snapshot has the copies that still exist.
    if (index != null && !settling) {
      state.copied(copy, index.records());
    }
  }

  private void documents(BinaryReader in) {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String kind = in.text();
      DocumentKey key = new DocumentKey(kind, in.text());
      state.document(key, in.flag() ? in.octets() : null);
    }
  }

  private void index(BinaryReader in) {
    IndexImage index = state.newIndex(in.id());
    long lsn = in.int64();
    int numbers = in.count();
    Map<String, Long> lsns = new HashMap<>();
    for (int i = 0; i < numbers; i++) {
      String namespace = in.text();
      lsns.put(namespace, in.int64());
    }
    int namespaces = in.count();
    for (int i = 0; i < namespaces; i++) {
      String namespace = in.text();
      index.wrote(namespace, 0, new Mutation.Create(fields(in)));
    }
    lsns.forEach((namespace, number) -> index.wrote(namespace, number, Mutation.NOTHING));
    index.setLsn(lsn);
    int aliases = in.count();
    for (int i = 0; i < aliases; i++) {
      String name = in.text();
      index.aliased(name, alias(in, name));
    }
  }

  private void records(BinaryReader in) {
    IndexImage index = find(in.id());
    String namespace = in.text();
    List<StoredVector> records = records(in, in.int32());
    if (index != null) {
      index.add(namespace, records);
    }
  }

  private static AliasEntry alias(BinaryReader in, String name) {
    String target = in.text();
    java.time.Instant createdAt = in.time();
    return new AliasEntry(name, target, createdAt, in.time());
  }

  private static @Nullable Set<String> fields(BinaryReader in) {
    return in.flag() ? Collections.unmodifiableSet(new TreeSet<>(texts(in))) : null;
  }

  private static List<String> texts(BinaryReader in) {
    int count = in.count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }
}
