package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares what commands print with the files of {@code tools/cli/src/test/golden}. To write them
 * again: {@code mvn test -pl tools/cli -Dtest=GoldenFilesTest -DwriteGolden}.
 */
class GoldenFilesTest {
  private static final Path GOLDEN = Path.of("src/test/golden");

  /** A line of the list: a file, and the arguments of the command that prints it. */
  private record Line(String file, List<String> arguments) {
    static Line of(String text) {
      List<String> words = List.of(text.split(" ", -1));
      return new Line(words.get(0), words.subList(1, words.size()));
    }
  }

  private static List<Line> lines() throws IOException {
    return Files.readAllLines(GOLDEN.resolve("commands")).stream().map(Line::of).toList();
  }

  @TestFactory
  Stream<DynamicTest> commandsPrintTheirFiles() throws IOException {
    return lines().stream().map(line -> dynamicTest(line.file(), () -> check(line)));
  }

  private static void check(Line line) throws IOException {
    Run run = Run.of(line.arguments().toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path file = GOLDEN.resolve(line.file());
    if (System.getProperty("writeGolden") != null) {
      Files.writeString(
          Files.createDirectories(file.getParent()).resolve(file.getFileName()), run.out());
    }
    assertThat(file).hasContent(run.out());
    assertThat(run.out()).endsWith("\n").doesNotContain("\r", "\n\n\n").doesNotEndWith("\n\n");
  }

  @Test
  void everyFileIsInTheList() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> GOLDEN.relativize(file).toString())
                  .filter(name -> !List.of("README.md", "commands").contains(name)))
          .containsExactlyInAnyOrderElementsOf(lines().stream().map(Line::file).toList());
    }
  }
}
