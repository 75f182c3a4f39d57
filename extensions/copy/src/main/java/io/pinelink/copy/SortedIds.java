package io.pinelink.copy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Any number of ids, which are added in any order and read in byte order. At most 16 MB of them are
 * in memory; more are sorted by temporary files, which are removed when this is closed.
 */
final class SortedIds implements AutoCloseable {
  private static final long MAX_BYTES = 16_000_000;

  /** The memory of an id beside its characters. */
  private static final int AROUND_ID = 64;

  private static final int BUFFER = 1 << 15;

  private final @Nullable Path directory;
  private final long maxBytes;
  private final List<Path> files = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private List<String> ids = new ArrayList<>();
  private long bytes;

  /**
   * @param directory of the temporary files; null for the default one
   */
  SortedIds(@Nullable Path directory) {
    this(directory, MAX_BYTES);
  }

  SortedIds(@Nullable Path directory, long maxBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  void add(String id) {
    ids.add(id);
    bytes += id.length() + AROUND_ID;
    if (bytes >= maxBytes) {
      write();
    }
  }

  private void write() {
    Collections.sort(ids);
    try {
      Path file =
          directory == null
              ? Files.createTempFile("pinelink-ids", ".tmp")
              : Files.createTempFile(directory, "pinelink-ids", ".tmp");
      files.add(file);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
        for (String id : ids) {
          out.writeUTF(id);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file of ids cannot be written: " + e, e);
    }
    ids = new ArrayList<>();
    bytes = 0;
  }

  /** Returns an iterator over all ids, in order; called once. */
  Iterator<String> iterator() {
    Collections.sort(ids);
    PriorityQueue<Run> queue = new PriorityQueue<>(Comparator.comparing(Run::head));
    start(queue, new Run(ids.iterator(), null));
    for (Path file : files) {
      start(queue, Run.of(file));
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !queue.isEmpty();
      }

      @Override
      public String next() {
        Run first = queue.poll();
        if (first == null) {
          throw new NoSuchElementException();
        }
        String id = first.head();
        if (first.advance()) {
          queue.add(first);
        }
        return id;
      }
    };
  }

  private void start(PriorityQueue<Run> queue, Run run) {
    runs.add(run);
    if (run.advance()) {
      queue.add(run);
    }
  }

  @Override
  public void close() {
    try {
      for (Run run : runs) {
        run.close();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file of ids cannot be removed: " + e, e);
    }
  }

  /** A sorted part of the ids. */
  private static final class Run {
    private final @Nullable Iterator<String> memory;
    private final @Nullable DataInputStream file;
    private String head = "";

    Run(@Nullable Iterator<String> memory, @Nullable DataInputStream file) {
      this.memory = memory;
      this.file = file;
    }

    static Run of(Path file) {
      try {
        return new Run(
            null, new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private static UncheckedIOException unreadable(IOException e) {
      return new UncheckedIOException("a temporary file of ids cannot be read: " + e, e);
    }

    String head() {
      return head;
    }

    boolean advance() {
      if (memory != null) {
        if (!memory.hasNext()) {
          return false;
        }
        head = memory.next();
        return true;
      }
      if (file == null) {
        return false;
      }
      try {
        head = file.readUTF();
        return true;
      } catch (EOFException e) {
        return false;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
