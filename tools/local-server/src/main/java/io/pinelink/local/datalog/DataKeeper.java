package io.pinelink.local.datalog;

import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.IndexVisitor;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the data of a server in a directory. Writes to an index are saved by its journal. Changes
 * of resources are found by comparison with what was saved last, after each call that may change
 * them, and saved together before the call is answered. Thread-safe.
 *
 * <p>Locks are taken in this order: this class, the registries, an index, the log.
 */
public final class DataKeeper implements Saving {
  private static final Logger LOG = System.getLogger(DataKeeper.class.getName());

  /** The size of files below which there is no use in making them smaller. */
  public static final long SMALL = 64L << 20;

  /** How many times as large as a snapshot the files are when a snapshot replaces them. */
  private static final long GARBAGE = 2;

  /** The size of files that a reset leaves as they are. */
  private static final long FEW = 1 << 20;

  private static final Duration CHECK = Duration.ofSeconds(1);

  private final DirectoryLock lock;
  private final Folder folder;
  private final DataFiles files;
  private final SaveMode mode;
  private final DataLog log;
  private final ScheduledExecutorService timer;
  private final long small;
  private final Set<UUID> saved = ConcurrentHashMap.newKeySet();
  private @Nullable SavedContents recovered;
  private Consumer<ResourceSink> resources =
      sink -> {
        throw new IllegalStateException("nothing is loaded");
      };
  private ResourceState last = new ResourceState();
  // Both are accessed by the timer only.
  private final Map<UUID, Long> copyBytes = new HashMap<>();
  private long useless;
  private boolean isPending;
  private boolean replaces;
  private boolean isClosed;

  private DataKeeper(
      DirectoryLock lock,
      Folder folder,
      SaveMode mode,
      DataLog log,
      SavedContents state,
      long small) {
    this.lock = lock;
    this.folder = folder;
    this.files = new DataFiles(folder);
    this.mode = mode;
    this.log = log;
    this.recovered = state;
    this.small = small;
    this.useless = small;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "pinelink-data");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Opens a directory, which is created if it is missing, and recovers its data.
   *
   * @param maker creates namespaces
   * @param small the size of files below which no snapshot replaces them
   * @throws UncheckedIOException if the directory is not writable or in use, or its data is damaged
   */
  public static DataKeeper open(
      java.nio.file.Path directory, SaveMode mode, Namespace.Maker maker, long small) {
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      return open(lock, new DiskFolder(directory), mode, maker, small);
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException(new IOException("cannot read the data in " + directory, e));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens a directory.
   *
   * @param small the size of files below which no snapshot replaces them; the largest number for
   *     any size
   */
  static DataKeeper open(
      DirectoryLock lock, Folder folder, SaveMode mode, Namespace.Maker maker, long small)
      throws IOException {
    SavedContents state = new SavedContents(maker);
    DataFiles.End end = new DataFiles(folder).recover(state, lock.isInitialized());
    lock.initialize();
    DataLog log = new DataLog(folder, mode, end);
    if (mode.isForced()) {
      // A log that was created or renamed is on the disk before the first response.
      folder.force();
    }
    return new DataKeeper(lock, folder, mode, log, state, small);
  }

  /**
   * Loads what was recovered, and begins to save.
   *
   * @param loading creates all resources
   * @param all passes all resources to a sink
   * @return what the loading returned
   * @throws UncheckedIOException if documents are damaged
   */
  @Override
  public synchronized <T> T begin(
      Function<@Nullable SavedState, T> loading, Consumer<ResourceSink> all) {
    SavedContents state = Objects.requireNonNull(recovered, "recovered is null");
    T loaded;
    try {
      loaded = loading.apply(state.isEmpty() ? null : state);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException("the data in " + folder.label("") + " is damaged: " + e.getMessage(), e));
    }
    resources = all;
    recovered = null;
    if (mode.hasLog()) {
      begin(state);
    }
    return loaded;
  }

  private void begin(SavedContents state) {
    ResourceState now = now();
    // What was recovered is saved as it is; all else, and the differences, are new.
    last.addSaved(state, now);
    now.indexes()
        .forEach(
            (id, index) -> {
              if (state.findIndex(id) != null) {
                index.saveTo(log.journal(id));
                saved.add(id);
              }
            });
    now.copies()
        .forEach(
            (id, contents) -> {
              if (state.hasCopy(id)) {
                last.copy(id, contents);
              }
            });
    save();
    if (mode.isBuffered()) {
      repeat(mode.interval(), log::flush);
    }
    if (small < Long.MAX_VALUE) {
      repeat(CHECK, this::compactIfUseful);
    }
  }

  private void repeat(Duration interval, Runnable task) {
    long nanos = interval.toNanos();
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException | Error e) {
                // The timer would end the repetition, also after memory ran out once.
                LOG.log(Level.WARNING, "data cannot be saved in the background", e);
              }
            },
            nanos,
            nanos,
            TimeUnit.NANOSECONDS);
  }

  private ResourceState now() {
    ResourceState now = new ResourceState();
    resources.accept(now);
    return now;
  }

  @Override
  public <T> T change(Supplier<T> call) {
    if (!mode.hasLog()) {
      return call.get();
    }
    T result;
    long position;
    synchronized (this) {
      if (isPending) {
        save();
      }
      try {
        result = call.get();
      } finally {
        save();
      }
      position = log.position();
    }
    log.await(position);
    return result;
  }

  @Override
  public synchronized <T> T read(Supplier<T> call) {
    T result = call.get();
    if (mode.hasLog()) {
      try {
        save();
      } catch (RpcException e) {
        LOG.log(Level.DEBUG, "changes are saved later", e);
      }
    }
    return result;
  }

  @Override
  public void prepare(UUID index) {
    if (mode.hasLog() && !saved.contains(index)) {
      synchronized (this) {
        save();
      }
    }
  }

  /** Saves the changes of resources since the last save. */
  private void save() {
    if (isClosed) {
      return;
    }
    isPending = true;
    if (replaces) {
      replaceAll();
    } else {
      saveChanges();
    }
    isPending = false;
  }

  private void saveChanges() {
    ResourceState now = now();
    now.copies()
        .forEach(
            (id, contents) -> {
              if (!last.copies().containsKey(id) && !log.marked().contains(id)) {
                log.append(entries -> entries.newCopy(id));
                contents.forEach(
                    (namespace, records) ->
                        EntryWriter.inParts(
                            records,
                            part ->
                                log.append(
                                    entries -> entries.copy(id, namespace, part, () -> {}))));
              }
            });
    now.indexes()
        .forEach(
            (id, index) -> {
              if (last.indexes().get(id) != index && !saved.contains(id)) {
                index.saveTo(log.journal(id), contents(id));
              }
            });
    last.indexes()
        .forEach(
            (id, index) -> {
              if (now.indexes().get(id) != index) {
                saved.remove(id);
                index.saveTo(null);
              }
            });
    Map<DocumentKey, byte @Nullable []> changes = now.changesSince(last);
    if (!changes.isEmpty()) {
      log.append(entries -> entries.documents(changes));
    }
    saved.addAll(now.indexes().keySet());
    log.forgetMarked();
    last = now;
  }

  private IndexVisitor contents(UUID id) {
    return new IndexVisitor() {
      @Override
      public void index(
          long lsn,
          Map<String, Long> lsns,
          List<NamespaceSchema> namespaces,
          Collection<AliasEntry> aliases) {
        log.append(entries -> entries.index(id, lsn, lsns, namespaces, aliases));
      }

      @Override
      public void records(String namespace, List<StoredVector> records) {
        EntryWriter.inParts(
            records, part -> log.append(entries -> entries.records(id, namespace, part, () -> {})));
      }
    };
  }

  /**
   * Executes a call that replaces all resources, and saves the new ones in place of everything that
   * was saved. No index exists before and after.
   *
   * @throws RpcException if the new resources cannot be saved, until a later change is saved
   */
  @Override
  public synchronized void replace(Runnable call) {
    // Calls to new indexes of the same ids wait.
    saved.clear();
    call.run();
    replaces = true;
    if (mode.hasLog()) {
      save();
    }
  }

  @Override
  public void clear(Runnable call) {
    if (log.bytes() < FEW) {
      call.run();
    } else {
      replace(call);
    }
  }

  private void replaceAll() {
    try {
      long number = log.prepare();
      ResourceState now = now();
      long size;
      try {
        size =
            write(
                number,
                writer -> {
                  writer.resources(now);
                  now.indexes().forEach((id, index) -> index.visit(writer.index(id)));
                  return Frames.FILE_HEADER;
                });
        complete(number);
      } catch (IOException | RuntimeException e) {
        files.deleteQuietly(DataFiles.snapshot(number) + DataFiles.UNFINISHED);
        // It may have its name already, and must not be there without its log.
        files.deleteQuietly(DataFiles.snapshot(number));
        files.deleteQuietly(DataFiles.log(number));
        throw e;
      }
      log.replaced(number, size);
      files.deleteBefore(number);
      last.indexes().values().forEach(index -> index.saveTo(null));
      now.indexes().forEach((id, index) -> index.saveTo(log.journal(id)));
      saved.addAll(now.indexes().keySet());
      log.forgetMarked();
      last = now;
      replaces = false;
    } catch (IOException e) {
      throw DataFaults.unsaved(folder.label(""), e);
    } catch (UncheckedIOException e) {
      throw DataFaults.unsaved(folder.label(""), new IOException(e.getMessage(), e));
    }
  }

  /** A function that writes what a snapshot has, and returns what the end of it needs. */
  private interface SnapshotContent {
    long write(SnapshotWriter writer) throws IOException;
  }

  /** Writes a snapshot under a name that recovery ignores, and returns its size. */
  private long write(long number, SnapshotContent content) throws IOException {
    try (Folder.Output file = folder.create(DataFiles.snapshot(number) + DataFiles.UNFINISHED)) {
      SnapshotWriter writer = new SnapshotWriter(file::write, number);
      long size = writer.end(content.write(writer));
      // In every mode, because the files that it replaces are on the disk.
      file.force();
      return size;
    }
  }

  /** Gives a snapshot its name, from which recovery then begins. */
  private void complete(long number) throws IOException {
    String name = DataFiles.snapshot(number);
    folder.rename(name + DataFiles.UNFINISHED, name);
    folder.force();
  }

  /** Replaces the files by a snapshot if they are much larger than it would be. */
  private void compactIfUseful() {
    long bytes = log.bytes();
    if (bytes > useless && bytes > small + GARBAGE * liveBytes()) {
      useless = bytes + small; // Unless it succeeds.
      compact();
      useless = small;
    }
  }

  /** Returns the approximate size of a snapshot. */
  private long liveBytes() {
    ResourceState now;
    synchronized (this) {
      now = last;
    }
    copyBytes.keySet().retainAll(now.copies().keySet());
    now.copies()
        .forEach((id, contents) -> copyBytes.computeIfAbsent(id, unused -> bytes(contents)));
    return now.indexes().values().stream().mapToLong(StoredIndex::bytes).sum()
        + copyBytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long bytes(Map<String, List<StoredVector>> contents) {
    return contents.values().stream().flatMap(List::stream).mapToLong(StoredVector::bytes).sum();
  }

  /** Replaces the files by a snapshot, while writes continue in another log. */
  void compact() {
    long number;
    ResourceState start;
    try {
      synchronized (this) {
        if (isClosed || isPending) {
          return;
        }
        number = log.rotate();
        start = last;
      }
      String unfinished = DataFiles.snapshot(number) + DataFiles.UNFINISHED;
      try {
        long size = write(number, writer -> snapshot(writer, start));
        log.force();
        synchronized (this) {
          if (isClosed || log.number() != number) {
            files.deleteQuietly(unfinished);
            return;
          }
          complete(number);
          log.compacted(size);
        }
        files.deleteBefore(number);
      } catch (IOException | RuntimeException e) {
        files.deleteQuietly(unfinished);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long snapshot(SnapshotWriter writer, ResourceState start) {
    writer.resources(start);
    start.indexes().forEach((id, index) -> index.visit(writer.index(id)));
    ResourceState end;
    long settled;
    synchronized (this) {
      if (isPending) {
        throw new IllegalStateException("changes wait to be saved");
      }
      end = last;
      settled = log.offset();
    }
    // Recovery cannot make these again, because it starts with an index that is already newer.
    end.copies()
        .forEach(
            (id, contents) -> {
              if (!start.copies().containsKey(id)) {
                writer.copy(id, contents);
              }
            });
    return settled;
  }

  /**
   * Saves what is not saved yet, and releases the directory.
   *
   * @throws UncheckedIOException if something cannot be saved
   */
  @Override
  public void close() {
    timer.shutdown();
    boolean interrupted = awaitTimer();
    try {
      synchronized (this) {
        if (isClosed) {
          return;
        }
        if (recovered == null && !mode.hasLog()) {
          replaceAll();
        }
        isClosed = true;
      }
      log.close();
    } catch (RpcException e) {
      throw new UncheckedIOException(new IOException(e.text(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for a task in the background, and returns whether the thread was interrupted. */
  private boolean awaitTimer() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.log(Level.WARNING, "data is still being saved in the background");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    return interrupted;
  }
}
