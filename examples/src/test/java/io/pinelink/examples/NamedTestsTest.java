package io.pinelink.examples;

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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that each test that a page or a POM names exists. */
class NamedTestsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern IN_A_PAGE = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");
  private static final Pattern IN_A_POM =
      Pattern.compile("[/>]([A-Z]\\w+(?:Test|IT|Properties))(?:\\.java)?<");

  private static final Map<String, Path> TESTS = new TreeMap<>();
  private static final List<Path> POMS = new ArrayList<>();

  @BeforeAll
  static void findTheFiles() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean other = name.equals("target") || name.equals("node_modules");
            return other || (name.startsWith(".") && !folder.equals(ROOT))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.equals("pom.xml")) {
              POMS.add(file);
            } else if (name.endsWith(".java") && file.toString().contains("src/test")) {
              TESTS.put(name.replace(".java", ""), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void testsInTheSecurityPageExist() throws IOException {
    Matcher named = IN_A_PAGE.matcher(Files.readString(ROOT.resolve("docs/security.md")));

    int count = 0;
    for (; named.find(); count++) {
      assertThat(TESTS).containsKey(named.group(1));
      if (named.group(2) != null) {
        assertThat(Files.readString(TESTS.get(named.group(1))))
            .contains(" " + named.group(2) + "(");
      }
    }
    assertThat(count).isGreaterThan(20);
  }

  /** An execution that leaves out a test by an old name would run it. */
  @Test
  void testsInPomsExist() throws IOException {
    int count = 0;
    for (Path pom : POMS) {
      Matcher named = IN_A_POM.matcher(Files.readString(pom));
      for (; named.find(); count++) {
        assertThat(TESTS).as(pom.toString()).containsKey(named.group(1));
      }
    }
    assertThat(count).isGreaterThan(5);
  }
}
