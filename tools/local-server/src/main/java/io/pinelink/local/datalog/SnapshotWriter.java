package io.pinelink.local.datalog;

import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.StoredVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A writer of one snapshot. Not thread-safe. */
final class SnapshotWriter {
  private static final int BUFFERED = 4 << 20;

  private final Target target;
  private final BinaryWriter buffer = new BinaryWriter();
  private final EntryWriter entries;
  private long size = Frames.FILE_HEADER;

  /** The destination of the bytes of a snapshot. */
  @FunctionalInterface
  interface Target {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  SnapshotWriter(Target target, long number) throws IOException {
    this.target = target;
    byte[] header = Frames.fileHeader(Frames.SNAPSHOT, number);
    this.entries = new EntryWriter(buffer, Frames.firstLink(header));
    target.write(header, 0, header.length);
  }

  /** Writes the resources, the contents of indexes and copies. */
  void resources(ResourceState resources) {
    entries.documents(resources.json());
    written();
    resources.copies().forEach(this::copy);
  }

  void copy(UUID id, Map<String, List<StoredVector>> contents) {
    entries.newCopy(id);
    contents.forEach((namespace, records) -> entries.copy(id, namespace, records, this::written));
    written();
  }

  /** Returns a visitor that writes the contents of an index. */
  IndexVisitor index(UUID id) {
    return new IndexVisitor() {
      @Override
      public void index(
          long lsn,
          Map<String, Long> lsns,
          List<NamespaceSchema> namespaces,
          Collection<AliasEntry> aliases) {
        entries.index(id, lsn, lsns, namespaces, aliases);
        written();
      }

      @Override
      public void records(String namespace, List<StoredVector> records) {
        entries.records(id, namespace, records, SnapshotWriter.this::written);
      }
    };
  }

  /**
   * Ends the snapshot, and returns its size.
   *
   * @param settled see {@link EntryWriter#end}
   */
  long end(long settled) {
    entries.end(settled);
    flush();
    return size;
  }

  private void written() {
    if (buffer.size() > BUFFERED) {
      flush();
    }
  }

  private void flush() {
    try {
      target.write(buffer.array(), 0, buffer.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size += buffer.size();
    buffer.shorten(0);
  }
}
