package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that a simple class name means one thing in the main code of all modules. */
class UniqueNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Names that every package or module has. */
  private static final Set<String> ALLOWED = Set.of("package-info.java", "module-info.java");

  @Test
  void noSimpleNameStandsForTwoClasses() throws IOException {
    Map<String, List<Path>> byName = new TreeMap<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean hidden = name.startsWith(".") && !directory.equals(ROOT);
            return hidden || name.equals("target")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            boolean isMain = file.toString().contains("src/main/java/");
            if (isMain && name.endsWith(".java") && !ALLOWED.contains(name)) {
              byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });

    assertThat(byName).containsKey("Pinelink.java");
    byName.values().removeIf(same -> same.size() == 1);
    assertThat(byName).isEmpty();
  }
}
