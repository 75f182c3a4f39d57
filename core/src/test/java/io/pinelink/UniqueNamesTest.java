package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that a simple class name means one thing in the main code of all modules. */
class UniqueNamesTest {
  /** Names that every package or module has. */
  private static final Set<String> ALLOWED = Set.of("package-info.java", "module-info.java");

  @Test
  void simpleClassNamesAreUnique() throws IOException {
    Map<String, List<Path>> byName = new TreeMap<>();
    for (Path file : SourceTree.mainClasses()) {
      String name = file.getFileName().toString();
      if (!ALLOWED.contains(name)) {
        byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(file);
      }
    }

    assertThat(byName).containsKey("Pinelink.java");
    byName.values().removeIf(same -> same.size() == 1);
    assertThat(byName).isEmpty();
  }
}
