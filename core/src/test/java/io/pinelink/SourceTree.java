package io.pinelink;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of all modules, for checks that concern the whole repository. */
final class SourceTree {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Directories without text of this repository's own. Builds of other modules change them. */
  private static final Set<String> SKIPPED =
      Set.of("target", "results", "node_modules", "generated-sources");

  private SourceTree() {}

  /** Returns the files outside hidden and skipped directories. */
  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean hidden = name.startsWith(".") && !directory.equals(ROOT);
            return hidden || SKIPPED.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Returns the Java files of the main code. */
  static List<Path> mainClasses() throws IOException {
    return files().stream()
        .filter(file -> file.toString().contains("src/main/java/"))
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }
}
