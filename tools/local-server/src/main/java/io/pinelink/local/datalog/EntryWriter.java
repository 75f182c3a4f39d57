package io.pinelink.local.datalog;

import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.Mutation;
import io.pinelink.server.internal.store.StoredVector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A writer of entries, each of which is a frame. A write with many records is a group of entries,
 * of which all but the last announce another one: recovery applies the whole group or nothing.
 */
final class EntryWriter {
  static final int WRITE = 1;
  static final int ALIAS = 2;
  static final int COPIED = 3;
  static final int DOCUMENTS = 4;
  static final int INDEX = 5;
  static final int RECORDS = 6;
  static final int COPY = 7;
  static final int CONTINUED = 8;
  static final int END = 9;
  static final int NEW_COPY = 10;

  static final int PUT = 1;
  static final int REMOVE = 2;
  static final int CLEAR = 3;
  static final int CREATE = 4;
  static final int DROP = 5;
  static final int NOTHING = 6;

  /** The size from which the records of a write are continued in another entry. */
  private static final int FULL = 8 << 20;

  private final BinaryWriter out;
  private int link;

  /**
   * Creates a writer.
   *
   * @param link the link of the frame before, or the first link of the file
   */
  EntryWriter(BinaryWriter out, int link) {
    this.out = out;
    this.link = link;
  }

  /** Returns the link that the next entry follows. */
  int link() {
    return link;
  }

  /** Continues after another frame, because the entries since then are not written. */
  void continueAfter(int link) {
    this.link = link;
  }

  private void end(int start) {
    link = Frames.end(out, start, link);
  }

  private void entry(int type, Consumer<BinaryWriter> content) {
    int start = Frames.begin(out);
    out.octet(type);
    content.accept(out);
    end(start);
  }

  /** Writes a write to an index. */
  void wrote(UUID index, String namespace, long lsn, Mutation mutation) {
    if (mutation instanceof Mutation.Put put) {
      List<StoredVector> records = put.records();
      int from = 0;
      do {
        from = put(index, namespace, lsn, records, from);
      } while (from < records.size());
      return;
    }
    int start = begin(index, namespace, lsn);
    out.flag(false);
    if (mutation instanceof Mutation.Remove remove) {
      out.octet(REMOVE);
      texts(remove.ids());
    } else if (mutation instanceof Mutation.Clear) {
      out.octet(CLEAR);
    } else if (mutation instanceof Mutation.Create create) {
      out.octet(CREATE);
      fields(create.filterable());
    } else if (mutation instanceof Mutation.Drop) {
      out.octet(DROP);
    } else {
      out.octet(NOTHING);
    }
    end(start);
  }

  private int begin(UUID index, String namespace, long lsn) {
    int start = Frames.begin(out);
    out.octet(WRITE);
    out.id(index);
    out.int64(lsn);
    out.text(namespace);
    return start;
  }

  /** Writes records until an entry is full, and returns the position of the next record. */
  private int put(UUID index, String namespace, long lsn, List<StoredVector> records, int from) {
    int start = begin(index, namespace, lsn);
    int more = out.size();
    out.flag(false);
    out.octet(PUT);
    int end = records(records, from, start);
    if (end < records.size()) {
      out.array()[more] = 1;
    }
    end(start);
    return end;
  }

  private int records(List<StoredVector> records, int from, int start) {
    int next = from;
    int count = out.size();
    out.int32(0);
    while (next < records.size() && out.size() - start < FULL) {
      RecordFormat.write(out, records.get(next));
      next++;
    }
    out.setInt32(count, next - from);
    return next;
  }

  /** Writes the change of an alias, which is null if the alias is deleted. */
  void aliased(UUID index, String name, @Nullable AliasEntry alias) {
    entry(
        ALIAS,
        content -> {
          content.id(index);
          content.text(name);
          content.flag(alias != null);
          if (alias != null) {
            alias(alias);
          }
        });
  }

  private void alias(AliasEntry alias) {
    out.text(alias.target());
    out.time(alias.createdAt());
    out.time(alias.updatedAt());
  }

  /** Writes that a copy of an index has been made. */
  void copied(UUID index, UUID copy) {
    entry(
        COPIED,
        content -> {
          content.id(index);
          content.id(copy);
        });
  }

  /** Writes changes of documents, which take effect together; no content deletes a document. */
  void documents(Map<DocumentKey, byte @Nullable []> changes) {
    entry(
        DOCUMENTS,
        content -> {
          content.count(changes.size());
          changes.forEach(
              (key, document) -> {
                content.text(key.kind());
                content.text(key.id());
                content.flag(document != null);
                if (document != null) {
                  content.octets(document);
                }
              });
        });
  }

  /** Begins the contents of an index, in place of what it had. */
  void index(
      UUID index,
      long lsn,
      Map<String, Long> lsns,
      List<IndexVisitor.NamespaceSchema> namespaces,
      Collection<AliasEntry> aliases) {
    entry(
        INDEX,
        content -> {
          content.id(index);
          content.int64(lsn);
          content.count(lsns.size());
          lsns.forEach(
              (namespace, number) -> {
                content.text(namespace);
                content.int64(number);
              });
          content.count(namespaces.size());
          for (IndexVisitor.NamespaceSchema namespace : namespaces) {
            content.text(namespace.name());
            fields(namespace.filterable());
          }
          content.count(aliases.size());
          for (AliasEntry alias : aliases) {
            content.text(alias.name());
            alias(alias);
          }
        });
  }

  private void fields(@Nullable Set<String> filterable) {
    out.flag(filterable != null);
    if (filterable != null) {
      texts(filterable);
    }
  }

  private void texts(Collection<String> texts) {
    out.count(texts.size());
    texts.forEach(out::text);
  }

  /** Writes records of an index, which are part of its contents. */
  void records(UUID index, String namespace, List<StoredVector> records, Runnable written) {
    part(RECORDS, index, namespace, records, written);
  }

  /** Begins a copy of an index, in place of what it had. */
  void newCopy(UUID copy) {
    entry(NEW_COPY, content -> content.id(copy));
  }

  /** Writes records of a copy of an index. */
  void copy(UUID copy, String namespace, List<StoredVector> records, Runnable written) {
    part(COPY, copy, namespace, records, written);
  }

  /**
   * Passes records to an action in parts, each of which has about the size of an entry. No records
   * are one part.
   */
  static void inParts(List<StoredVector> records, Consumer<List<StoredVector>> action) {
    int from = 0;
    long bytes = 0;
    for (int next = 0; next < records.size(); next++) {
      if (bytes >= FULL) {
        action.accept(records.subList(from, next));
        from = next;
        bytes = 0;
      }
      bytes += records.get(next).bytes();
    }
    action.accept(records.subList(from, records.size()));
  }

  private void part(
      int type, UUID id, String namespace, List<StoredVector> records, Runnable written) {
    int from = 0;
    do {
      int start = Frames.begin(out);
      out.octet(type);
      out.id(id);
      out.text(namespace);
      from = records(records, from, start);
      end(start);
      written.run();
    } while (from < records.size());
  }

  /** Writes that the next log continues this one. */
  void continued(long number) {
    entry(CONTINUED, content -> content.int64(number));
  }

  /**
   * Ends a snapshot.
   *
   * @param settled the offset in the log of the same number up to which the snapshot may already
   *     have the effects of entries
   */
  void end(long settled) {
    entry(END, content -> content.int64(settled));
  }
}
