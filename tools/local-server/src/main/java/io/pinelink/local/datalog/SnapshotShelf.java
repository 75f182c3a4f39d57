package io.pinelink.local.datalog;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Snapshots by name, in the data directory of a server, or in memory if it has none. */
public final class SnapshotShelf {
  /** The form of a name. */
  public static final String NAME = "[A-Za-z0-9_-]{1,64}";

  private static final String PREFIX = "saved-";
  private static final String SUFFIX = ".snapshot";

  private final @Nullable Path directory;
  private final Map<String, SnapshotBytes> inMemory = new TreeMap<>();

  public SnapshotShelf(@Nullable Path directory) {
    this.directory = directory;
  }

  private static Path file(Path directory, String name) {
    return directory.resolve(PREFIX + name + SUFFIX);
  }

  /** Keeps a snapshot under a name, in place of any other. */
  public synchronized void put(String name, SnapshotBytes snapshot) throws IOException {
    if (directory == null) {
      inMemory.put(name, snapshot);
      return;
    }
    Path unfinished = directory.resolve(PREFIX + name + DataFiles.UNFINISHED);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      snapshot.writeTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.move(unfinished, file(directory, name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns a snapshot; empty if there is none with the name. */
  public synchronized Optional<SnapshotBytes> find(String name) throws IOException {
    if (directory == null) {
      return Optional.ofNullable(inMemory.get(name));
    }
    Path file = file(directory, name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Optional.of(SnapshotBytes.read(in, file.toString()));
    }
  }

  /** Returns the sizes of all snapshots in bytes by name. */
  public synchronized Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    inMemory.forEach((name, snapshot) -> sizes.put(name, snapshot.size()));
    if (directory != null) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          String name = String.valueOf(file.getFileName());
          if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
            sizes.put(
                name.substring(PREFIX.length(), name.length() - SUFFIX.length()), Files.size(file));
          }
        }
      }
    }
    return sizes;
  }

  /** Removes a snapshot, and returns whether there was one with the name. */
  public synchronized boolean remove(String name) throws IOException {
    return directory == null
        ? inMemory.remove(name) != null
        : Files.deleteIfExists(file(directory, name));
  }
}
