package io.pinelink.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the page that lists the artifacts with the BOM and with the POMs. */
class ArtifactsPageTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

  /** Artifacts whose jar contains all of their dependencies. */
  private static final Set<String> ONE_JAR = Set.of("pinelink", "pinelink-cli");

  /** A row: an artifact, what it brings, and its Java module. */
  record Row(String artifact, List<String> brings, String module, boolean automatic) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(GuideCode.ROOT.resolve("docs/artifacts.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| a program that"))
        .map(line -> line.split("\\|", -1))
        .map(
            cells ->
                new Row(
                    code(cells[2]).get(0),
                    code(cells[3]),
                    code(cells[4]).get(0),
                    cells[4].endsWith(", automatic ")))
        .toList();
  }

  private static List<String> code(String cell) {
    return all(CODE, cell);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void theBomManagesTheArtifactsOfThePage() throws IOException {
    String bom = Files.readString(GuideCode.ROOT.resolve("distribution/bom/pom.xml"));
    List<String> managed = new ArrayList<>();
    for (String dependency : all(DEPENDENCY, bom)) {
      if (dependency.contains("<groupId>io.pinelink</groupId>")) {
        managed.add(element(dependency, "artifactId"));
      }
    }

    assertThat(rows()).extracting(Row::artifact).containsExactlyInAnyOrderElementsOf(managed);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anArtifactBringsWhatItsPomDependsOn(Row row) throws IOException {
    Set<String> direct = new TreeSet<>();
    for (String dependency : all(DEPENDENCY, dependencies(pom(row.artifact())))) {
      boolean used = !dependency.matches("(?s).*<(scope>(test|provided)|optional>true)<.*");
      if (used && !ONE_JAR.contains(row.artifact())) {
        direct.add(element(dependency, "artifactId"));
      }
    }
    direct.remove("jspecify");

    assertThat(row.brings()).containsExactlyInAnyOrderElementsOf(direct);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anArtifactHasTheJavaModuleOfItsDescriptorOrManifest(Row row) throws IOException {
    Path folder = requireNonNull(pom(row.artifact()).getParent());
    List<Path> descriptors =
        Stream.of("java", "module")
            .map(sources -> folder.resolve("src/main/" + sources + "/module-info.java"))
            .filter(Files::exists)
            .toList();
    String name =
        descriptors.isEmpty()
            ? element(Files.readString(folder.resolve("pom.xml")), "Automatic-Module-Name")
            : all(
                    Pattern.compile("^(?:open )?module ([\\w.]+) \\{", Pattern.MULTILINE),
                    Files.readString(descriptors.get(0)))
                .get(0);

    assertThat(row.module()).isEqualTo(name);
    assertThat(row.automatic()).isEqualTo(descriptors.isEmpty());
  }

  /** Returns the dependencies of the project itself, without what it manages and its profiles. */
  private static String dependencies(Path pom) throws IOException {
    List<MatchResult> blocks =
        Pattern.compile(
                "^  <dependencies>(.*?)^  </dependencies>", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(pom))
            .results()
            .toList();
    assertThat(blocks).hasSize(1);
    return blocks.get(0).group(1).replaceAll("(?s)<exclusions>.*?</exclusions>", "");
  }

  private static Path pom(String artifact) throws IOException {
    String root = Files.readString(GuideCode.ROOT.resolve("pom.xml"));
    return all(Pattern.compile("<module>(.*?)</module>"), root).stream()
        .map(module -> GuideCode.ROOT.resolve(module).resolve("pom.xml"))
        .filter(pom -> text(pom).contains("\n  <artifactId>" + artifact + "</artifactId>"))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String element(String xml, String name) {
    return all(Pattern.compile("<" + name + ">(.*?)</" + name + ">"), xml).get(0);
  }
}
