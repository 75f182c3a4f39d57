package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the build compiles and runs the code in README.md. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theSnippetIsTheExampleWithoutItsPackage() throws IOException {
    String example =
        Files.readString(Path.of("src/main/java/io/pinelink/examples/PrivateUpsert.java"));

    assertThat(blocks("java").get(1).strip())
        .isEqualTo(example.replaceFirst("package [^;]*;", "").strip());
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

  /** The snippet is compiled but not run, since it calls the real service. */
  @Test
  void theFirstSnippetCompiles(@TempDir Path folder) throws IOException {
    String snippet = blocks("java").get(0);
    int body = snippet.lastIndexOf("import ");
    int end = snippet.indexOf('\n', body) + 1;
    Path source =
        Files.writeString(
            folder.resolve("Snippet.java"),
            snippet.substring(0, end)
                + "class Snippet { void run() {"
                + snippet.substring(end)
                + "}}");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();

    int result =
        compiler.run(
            null,
            messages,
            messages,
            "-cp",
            classPath(),
            "-d",
            folder.toString(),
            source.toString());

    assertThat(result).as(messages.toString(UTF_8)).isZero();
  }

  @Test
  void theFirstTwoShellBlocksAreOneCommandEach() throws IOException {
    assertThat(blocks("shell").subList(0, 2))
        .containsExactly("examples/run PrivateSearch\n", "mvn verify\n");
    assertThat(ROOT.resolve("examples/run")).isExecutable();
  }

  @Test
  void everyLinkedFileExists() throws IOException {
    Matcher links = Pattern.compile("\\]\\(([^):#]+)[#)]").matcher(readme());

    while (links.find()) {
      assertThat(ROOT.resolve(links.group(1))).exists();
    }
  }

  @Test
  void everyExampleHasARow() throws IOException {
    String readme = readme();

    for (Path example : examples()) {
      String name = example.getFileName().toString().replace(".java", "");
      assertThat(readme)
          .contains("| [`" + name + "`](examples/src/main/java/io/pinelink/examples/" + name);
    }
  }

  /** Returns the class path, which Surefire may replace by a jar that refers to it. */
  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", "."));
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

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher fences =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
    List<String> blocks = new ArrayList<>();
    while (fences.find()) {
      blocks.add(fences.group(1));
    }
    return blocks;
  }
}
