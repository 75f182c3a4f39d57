package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares README.md, and the pages that have its details, with the code. */
class ReadmeTest {
  private static final Path ROOT = GuideCode.ROOT;

  @Test
  void theSnippetHasSixLinesAndIsTheProgramOfGetStarted() throws IOException {
    String snippet = GuideCode.blocks("README.md", "java").get(0);
    String program = GuideCode.blocks("docs/get-started.md", "java").get(0);

    assertThat(snippet.lines()).hasSize(6);
    assertThat(program).contains(snippet.indent(4));
  }

  @Test
  void thePomOfGetStartedHasTheDependenciesOfTheReadme() throws IOException {
    String pom = GuideCode.blocks("docs/get-started.md", "xml").get(0);

    assertThat(pom.replaceAll("(?m)^ +", ""))
        .contains(GuideCode.blocks("README.md", "xml").get(0).replaceAll("(?m)^ +", ""));
  }

  @Test
  void theProgramOfTheGuideToTestingIsAnExampleWithoutItsPackage() throws IOException {
    String example =
        Files.readString(Path.of("src/main/java/io/pinelink/examples/PrivateUpsert.java"));

    assertThat(GuideCode.blocks("docs/testing.md", "java"))
        .map(String::strip)
        .contains(example.replaceFirst("package [^;]*;", "").strip());
  }

  @Test
  void theSnippetOfTheGuideAboutColumnsIsPartOfAnExample() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/load-a-lot-of-data.md"));
    String example =
        Files.readString(Path.of("src/main/java/io/pinelink/examples/MeanVector.java"));
    String snippet = guide.substring(guide.indexOf("VectorBuffer buffer ="));

    assertThat(example.replaceAll("\\s+", " "))
        .contains(snippet.substring(0, snippet.indexOf("```")).strip().replaceAll("\\s+", " "));
  }

  @Test
  void theFirstTwoShellBlocksAreOneCommandEach() throws IOException {
    assertThat(GuideCode.blocks("README.md", "shell").subList(0, 2))
        .containsExactly("examples/run PrivateSearch\n", "mvn verify\n");
    assertThat(ROOT.resolve("examples/run")).isExecutable();
  }

  @Test
  void everyExampleHasARow() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/examples.md"));

    for (Path example : examples()) {
      String name = example.getFileName().toString().replace(".java", "");
      assertThat(page)
          .contains("| [`" + name + "`](../examples/src/main/java/io/pinelink/examples/" + name);
    }
  }

  private static List<Path> examples() throws IOException {
    List<Path> examples = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("src/main/java/io/pinelink/examples"), "*.java")) {
      for (Path file : files) {
        if (Files.readString(file).contains("public static void main(")) {
          examples.add(file);
        }
      }
    }
    assertThat(examples).isNotEmpty();
    return examples;
  }
}
