package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the pages in {@code docs/commands} and the manual page with the help of the commands. To
 * rewrite them: {@code mvn test -pl tools/cli -Dtest=CommandPagesTest -DwriteCommands}.
 */
class CommandPagesTest {
  private static final Path PAGES = Path.of("../../docs/commands");
  private static final Path MANUAL = Path.of("../../distribution/packages/debian/pinelink.1");
  private static final String WRITE = "writeCommands";
  private static final String HOW =
      "write them again: mvn test -pl tools/cli -Dtest=CommandPagesTest -D" + WRITE;

  @Test
  void eachCommandHasAPageThatIsUpToDate() throws IOException {
    Map<String, String> expected = CommandPages.of(Main.commandLine(Map.of()));
    if (System.getProperty(WRITE) != null) {
      write(expected);
    }

    assertThat(written()).as(HOW).containsExactlyEntriesOf(expected);
  }

  @Test
  void theManualPageIsUpToDate() throws IOException {
    String expected = ManualPage.of(Main.commandLine(Map.of()));
    if (System.getProperty(WRITE) != null) {
      Files.writeString(MANUAL, expected);
    }

    assertThat(MANUAL).as(HOW).hasContent(expected);
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(PAGES);
    for (String name : written().keySet()) {
      Files.delete(PAGES.resolve(name));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }
  }

  private static Map<String, String> written() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    if (Files.isDirectory(PAGES)) {
      try (Stream<Path> files = Files.list(PAGES)) {
        for (Path file : files.toList()) {
          pages.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return pages;
  }
}
