package io.pinelink.local.datalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory, whose process can be killed at any step: a write is then cut in half, and every
 * later step fails.
 */
final class MemoryFolder implements Folder {
  final TreeMap<String, byte[]> files = new TreeMap<>();
  private long stepsLeft = Long.MAX_VALUE;
  private long full = Long.MAX_VALUE;
  private @Nullable String unforced;
  private int longestWrite;

  /** The end of the process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  MemoryFolder() {}

  MemoryFolder(MemoryFolder other) {
    files.putAll(other.files);
  }

  /** Kills the process after a number of steps. */
  void killAfter(long steps) {
    stepsLeft = steps;
  }

  /** Sets the total size at which the disk is full. */
  void fullAt(long size) {
    full = size;
  }

  /** Sets the name of a file, empty for the names of all files, that the disk does not get. */
  void failForce(@Nullable String name) {
    unforced = name;
  }

  /** Returns the number of bytes of the longest write. */
  synchronized int longestWrite() {
    return longestWrite;
  }

  private void forced(String name) throws IOException {
    step();
    if (name.equals(unforced)) {
      throw new IOException("Input/output error");
    }
  }

  private synchronized boolean isKilled() {
    if (stepsLeft <= 0) {
      stepsLeft--;
      return true;
    }
    stepsLeft--;
    return false;
  }

  private void step() {
    if (isKilled()) {
      throw new Killed();
    }
  }

  byte[] content(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private byte[] file(String name) throws IOException {
    byte[] found = files.get(name);
    if (found == null) {
      throw new IOException("no file " + name);
    }
    return found;
  }

  @Override
  public String label(String name) {
    return "memory/" + name;
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized Output create(String name) {
    step();
    files.put(name, new byte[0]);
    return output(name);
  }

  @Override
  public synchronized Output append(String name) throws IOException {
    step();
    file(name);
    return output(name);
  }

  private Output output(String name) {
    return new Output() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        synchronized (MemoryFolder.this) {
          boolean killed = isKilled();
          longestWrite = Math.max(longestWrite, length);
          long room = full - files.values().stream().mapToLong(file -> file.length).sum();
          int written = (int) Math.min(killed ? length / 2 : length, Math.max(0, room));
          byte[] old = file(name);
          byte[] longer = Arrays.copyOf(old, old.length + written);
          System.arraycopy(bytes, offset, longer, old.length, written);
          files.put(name, longer);
          if (killed) {
            throw new Killed();
          }
          if (written < length) {
            throw new IOException("No space left on device");
          }
        }
      }

      @Override
      public void overwrite(long position, byte[] bytes, int length) throws IOException {
        synchronized (MemoryFolder.this) {
          boolean killed = isKilled();
          byte[] content = file(name).clone();
          System.arraycopy(bytes, 0, content, (int) position, killed ? length / 2 : length);
          files.put(name, content);
          if (killed) {
            throw new Killed();
          }
        }
      }

      @Override
      public void shorten(long length) throws IOException {
        synchronized (MemoryFolder.this) {
          step();
          files.put(name, Arrays.copyOf(file(name), (int) length));
        }
      }

      @Override
      public void force() throws IOException {
        forced(name);
      }

      @Override
      public void close() {
        // Nothing happens to the content.
      }
    };
  }

  @Override
  public synchronized InputStream read(String name) throws IOException {
    return new ByteArrayInputStream(file(name));
  }

  @Override
  public synchronized long size(String name) throws IOException {
    return file(name).length;
  }

  @Override
  public synchronized void rename(String from, String to) {
    step();
    byte[] content = files.remove(from);
    if (content == null) {
      throw new NoSuchElementException(from);
    }
    files.put(to, content);
  }

  @Override
  public synchronized void delete(String name) {
    step();
    files.remove(name);
  }

  @Override
  public void force() throws IOException {
    forced("");
  }
}
