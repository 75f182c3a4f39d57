package io.pinelink.local.export;

import io.pinelink.local.seed.Manifest;
import io.pinelink.server.internal.imports.ImportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory of an export, which replaces an earlier export as a whole or not at all. It is
 * written under another name beside it, and renamed.
 */
final class ExportDirectory {
  private final Path target;
  private final Path unfinished;

  private ExportDirectory(Path target, Path unfinished) {
    this.target = target;
    this.unfinished = unfinished;
  }

  /**
   * Creates the directory that is to be filled.
   *
   * @throws IllegalArgumentException if the target contains anything but an earlier export
   */
  static ExportDirectory create(Path target) throws IOException {
    check(target);
    Path whole = target.toAbsolutePath().normalize();
    Path real = Files.exists(whole) ? whole.toRealPath() : whole;
    Path parent = real.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(target + " is the root of a file system");
    }
    Files.createDirectories(parent);
    return new ExportDirectory(real, Files.createDirectory(beside(real, "unfinished")));
  }

  private static Path beside(Path target, String what) {
    return target.resolveSibling(
        ".%s.%s-%s"
            .formatted(target.getFileName(), what, UUID.randomUUID().toString().substring(0, 8)));
  }

  /**
   * Fails if a directory is neither missing, empty nor an earlier export.
   *
   * @throws IllegalArgumentException if so
   */
  static void check(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException(target + " is not a directory");
    }
    try (Stream<Path> all = Files.walk(target)) {
      List<Path> files = all.filter(path -> !Files.isDirectory(path)).toList();
      for (Path file : files) {
        if (!isPart(target.relativize(file)) || !Files.exists(target.resolve(Manifest.FILE))) {
          throw new IllegalArgumentException(
              target
                  + " contains "
                  + target.relativize(file)
                  + ", which is not part of an export; only an earlier export is replaced");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(target + " cannot be read", e);
    }
  }

  private static boolean isPart(Path file) {
    return file.getNameCount() == 1
        ? file.toString().equals(Manifest.FILE)
        : file.getNameCount() == 2 && ImportFormat.of(file).isPresent();
  }

  /** Returns the directory to fill. */
  Path unfinished() {
    return unfinished;
  }

  /** Moves the directory to its name, in place of an earlier export. */
  void complete() throws IOException {
    check(target);
    if (!Files.exists(target)) {
      Files.move(unfinished, target);
      return;
    }
    Path old = beside(target, "replaced");
    Files.move(target, old);
    try {
      Files.move(unfinished, target);
    } catch (IOException e) {
      Files.move(old, target);
      throw e;
    }
    delete(old);
  }

  /** Deletes what was written; has no effect after {@link #complete}. */
  void discard() throws IOException {
    if (Files.exists(unfinished)) {
      delete(unfinished);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
