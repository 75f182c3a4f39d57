package io.pinelink.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the Markdown pages with the tree: sizes, links, and the classes that they name. */
class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]+)[#)]");
  private static final Pattern CLASS_IN_CODE =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?`");

  private static final List<Path> PAGES = new ArrayList<>();
  private static final Set<String> CLASSES = new TreeSet<>();

  @BeforeAll
  static void findTheFiles() throws IOException {
    Files.walkFileTree(
        GuideCode.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean other = Set.of("target", "node_modules", "results").contains(name);
            return other || (name.startsWith(".") && !folder.equals(GuideCode.ROOT))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".md")) {
              PAGES.add(file);
            } else if (name.endsWith(".java")) {
              CLASSES.add(name.replace(".java", ""));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"README.md, 10000", "CONTRIBUTING.md, 8000", "docs/internals/recipes.md, 4500"})
  void pagesThatAreReadFirstStayShort(String page, int bytes) throws IOException {
    assertThat(text(page).getBytes(UTF_8).length).isLessThanOrEqualTo(bytes);
  }

  @Test
  void theChangelogOfTheFirstReleaseHasAtMostTwentyLines() throws IOException {
    assertThat(text("CHANGELOG.md").lines().count()).isLessThanOrEqualTo(20);
  }

  @Test
  void linksOfPagesLeadToFiles() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : PAGES) {
      for (MatchResult link :
          LINK.matcher(withoutCode(Files.readString(page))).results().toList()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          dead.add(GuideCode.ROOT.relativize(page) + ": " + link.group(1));
        }
      }
    }

    assertThat(dead).isEmpty();
    assertThat(PAGES).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"map.md", "recipes.md"})
  void classesInThePagesForContributorsExist(String page) throws IOException {
    Set<String> named = new TreeSet<>();
    CLASS_IN_CODE
        .matcher(text("docs/internals/" + page))
        .results()
        .forEach(match -> named.add(match.group(1)));

    assertThat(named).hasSizeGreaterThan(15);
    named.removeAll(CLASSES);
    assertThat(named).isEmpty();
  }

  @Test
  void theMapLeadsToFifteenThings() throws IOException {
    String map = text("docs/internals/map.md");
    String table = map.substring(map.indexOf("| to find |"), map.indexOf("## Packages"));

    assertThat(table.lines().filter(line -> line.contains("](../../"))).hasSize(15);
  }

  @Test
  void thePackagesOfCoreAreOnTheMap() throws IOException {
    String map = text("docs/internals/map.md");
    Path root = GuideCode.ROOT.resolve("core/src/main/java/io/pinelink");
    List<String> missing = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path info : files.filter(file -> file.endsWith("package-info.java")).toList()) {
        String name = root.relativize(info.getParent()).toString().replace('/', '.');
        // A row with several packages names the first in full.
        String sibling = name.replaceFirst("internal", "");
        if (!name.isEmpty()
            && !map.contains("`" + name + "`")
            && !map.contains("`" + sibling + "`")) {
          missing.add(name);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static String text(String page) throws IOException {
    return Files.readString(GuideCode.ROOT.resolve(page));
  }

  private static String withoutCode(String page) {
    return page.replaceAll("(?ms)^```.*?^```$", "").replaceAll("`[^`\n]*`", "");
  }
}
