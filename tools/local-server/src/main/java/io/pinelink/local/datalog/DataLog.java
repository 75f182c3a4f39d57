package io.pinelink.local.datalog;

import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.Mutation;
import io.pinelink.server.internal.store.WriteJournal;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log to which all changes of a server are appended. Thread-safe. */
final class DataLog {
  /** The number of bytes after which buffered entries are written early. */
  private static final int BUFFERED = 4 << 20;

  /** The size above which a buffer is not kept. */
  private static final int KEPT = 16 << 20;

  private final Folder folder;
  private final DataFiles files;
  private final SaveMode mode;
  private final Object forcing = new Object();
  private BinaryWriter buffer = new BinaryWriter();
  private EntryWriter entries;
  private final SavedEnd savedEnd;
  private Folder.Output output;
  private long number;
  // Of the file, without the buffer.
  private long length;
  // Of all files and the buffer, since the start: positions to wait for.
  private long appended;
  private long forced;
  private long bytes;
  // The copies of indexes that were saved without their contents, and have no document yet.
  private final Set<UUID> marked = ConcurrentHashMap.newKeySet();
  private boolean failing;
  // How often all data has been replaced.
  private long epoch;
  private @Nullable IOException broken;

  /**
   * Opens a log at its end.
   *
   * @param end where it ends
   */
  DataLog(Folder folder, SaveMode mode, DataFiles.End end) throws IOException {
    this.folder = folder;
    this.files = new DataFiles(folder);
    this.mode = mode;
    this.number = end.position().number();
    this.length = end.position().length();
    this.bytes = end.bytes();
    this.entries = new EntryWriter(buffer, end.link());
    this.savedEnd = SavedEnd.open(folder, end.position());
    this.output = folder.append(DataFiles.log(number));
  }

  /** Returns the copies that were saved since the last call of {@link #forgetMarked}. */
  Set<UUID> marked() {
    return marked;
  }

  void forgetMarked() {
    marked.clear();
  }

  synchronized long number() {
    return number;
  }

  /** Waits for the disk in every mode. */
  void force() throws IOException {
    synchronized (forcing) {
      Folder.Output file;
      SavedEnd.Position end;
      synchronized (this) {
        flush();
        file = output;
        end = end();
      }
      file.force();
      recordForced(end);
    }
  }

  private synchronized SavedEnd.Position end() {
    return new SavedEnd.Position(number, length);
  }

  /** Records an end that the disk has, unless it was recorded when it was written. */
  private synchronized void recordForced(SavedEnd.Position end) {
    if (mode.isForced()) {
      savedEnd.save(end);
    }
  }

  /** Returns the number of bytes of all files that recovery would read. */
  synchronized long bytes() {
    return bytes;
  }

  /** Notes that a snapshot replaces the files before the current one. */
  synchronized void compacted(long snapshotSize) {
    bytes = snapshotSize + length + buffer.size();
  }

  /** Writes the buffered entries, and returns the offset of the next entry in the file. */
  synchronized long offset() {
    flush();
    return length;
  }

  /**
   * Appends entries, all or none.
   *
   * @return the position to wait for
   * @throws RpcException if they cannot be saved
   */
  synchronized long append(Consumer<EntryWriter> written) {
    if (broken != null) {
      throw unsaved(broken);
    }
    if (failing) {
      flush();
    }
    int start = buffer.size();
    int link = entries.link();
    try {
      written.accept(entries);
      int added = buffer.size() - start;
      if (!mode.isBuffered() || buffer.size() > BUFFERED) {
        flush();
      }
      appended += added;
      bytes += added;
    } catch (RuntimeException | Error e) {
      // Also if memory runs out: a part of an entry would make the file unreadable.
      buffer.shorten(Math.min(start, buffer.size()));
      entries.continueAfter(link);
      throw e;
    }
    return appended;
  }

  /** Writes the buffered entries to the file. */
  synchronized void flush() {
    if (buffer.size() == 0) {
      return;
    }
    try {
      output.write(buffer.array(), 0, buffer.size());
      failing = false;
    } catch (IOException e) {
      failing = mode.isBuffered();
      shorten(e);
      throw unsaved(e);
    }
    length += buffer.size();
    if (!mode.isForced()) {
      savedEnd.save(end());
    }
    if (buffer.array().length > KEPT) {
      buffer = new BinaryWriter();
      entries = new EntryWriter(buffer, entries.link());
    } else {
      buffer.shorten(0);
    }
  }

  /** Removes what a failed write left. */
  private void shorten(IOException failure) {
    try {
      output.shorten(length);
    } catch (IOException e) {
      failure.addSuppressed(e);
      broken = failure;
    }
  }

  private RpcException unsaved(IOException cause) {
    return DataFaults.unsaved(folder.label(DataFiles.log(number)), cause);
  }

  synchronized long position() {
    return appended;
  }

  /** Waits until a position is as safe as the mode demands. Calls share the waiting. */
  void await(long position) {
    if (!mode.isForced()) {
      return;
    }
    synchronized (forcing) {
      if (forced >= position) {
        return;
      }
      Folder.Output file;
      SavedEnd.Position end;
      long target;
      synchronized (this) {
        if (broken != null) {
          throw unsaved(broken);
        }
        file = output;
        end = end();
        target = appended;
      }
      try {
        file.force();
      } catch (IOException e) {
        synchronized (this) {
          broken = e;
          throw unsaved(e);
        }
      }
      recordForced(end);
      forced = target;
    }
  }

  /** Continues in another file, and returns its number: a snapshot of it can replace this one. */
  long rotate() throws IOException {
    synchronized (forcing) {
      synchronized (this) {
        flush();
        long next = number + 1;
        files.createLog(next, mode.isForced());
        Folder.Output opened = folder.append(DataFiles.log(next));
        int link = entries.link();
        try {
          append(log -> log.continued(next));
          flush();
        } catch (RuntimeException e) {
          // Not written later: the next file no longer exists.
          buffer.shorten(0);
          entries.continueAfter(link);
          opened.close();
          files.deleteQuietly(DataFiles.log(next));
          throw e;
        }
        try {
          if (mode.isForced()) {
            output.force();
          }
        } catch (IOException e) {
          // Nothing may follow the end of the file.
          broken = e;
          opened.close();
          throw e;
        }
        open(next, opened);
        return next;
      }
    }
  }

  /**
   * Creates the file of the next log, which stays unused until {@link #replaced}.
   *
   * @return its number
   */
  synchronized long prepare() throws IOException {
    files.createLog(number + 1, mode.isForced());
    return number + 1;
  }

  /**
   * Continues in the next file, to which no entry leads but a snapshot.
   *
   * @param size the number of bytes of the snapshot
   */
  void replaced(long next, long size) throws IOException {
    synchronized (forcing) {
      synchronized (this) {
        buffer.shorten(0);
        failing = false;
        broken = null;
        epoch++;
        open(next, folder.append(DataFiles.log(next)));
        bytes = size;
      }
    }
  }

  private void open(long next, Folder.Output opened) throws IOException {
    Folder.Output old = output;
    output = opened;
    number = next;
    length = Frames.FILE_HEADER;
    entries.continueAfter(Frames.firstLink(Frames.LOG, next));
    savedEnd.save(end());
    forced = appended;
    old.close();
  }

  /** Writes what is buffered, waits for the disk, and closes the file. */
  synchronized void close() throws IOException {
    try (savedEnd;
        Folder.Output last = output) {
      flush();
      last.force();
      savedEnd.save(end());
    }
  }

  private synchronized long epoch() {
    return epoch;
  }

  /** Appends an entry, unless the data that it changes has been replaced. */
  private synchronized long add(long made, Consumer<EntryWriter> written) {
    return made == epoch ? append(written) : appended;
  }

  /** Returns the journal of an index, which has no effect once the data has been replaced. */
  WriteJournal journal(UUID index) {
    long made = epoch();
    return new WriteJournal() {
      @Override
      public long wrote(String namespace, long lsn, Mutation mutation) {
        return add(made, log -> log.wrote(index, namespace, lsn, mutation));
      }

      @Override
      public void aliased(String name, @Nullable AliasEntry alias) {
        add(made, log -> log.aliased(index, name, alias));
      }

      @Override
      public void copied(UUID copy) {
        add(made, log -> log.copied(index, copy));
        marked.add(copy);
      }

      @Override
      public long position() {
        return DataLog.this.position();
      }

      @Override
      public void await(long position) {
        DataLog.this.await(position);
      }
    };
  }
}
