package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each test that a page or a POM names exists. */
class NamedTestsTest {
  private static final Pattern IN_A_PAGE = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");
  private static final Pattern IN_A_POM =
      Pattern.compile("[/>]([A-Z]\\w+(?:Test|IT|Properties))(?:\\.java)?<");

  @ParameterizedTest
  @ValueSource(strings = {"docs/security.md", "docs/internals/regressions.md"})
  void testsInThePageAreRun(String page) throws IOException {
    SourceTree tree = SourceTree.read();
    Matcher named = IN_A_PAGE.matcher(Files.readString(SourceTree.ROOT.resolve(page)));

    int count = 0;
    for (; named.find(); count++) {
      assertThat(tree.isRun(named.group(1), named.group(2))).as(named.group()).isTrue();
    }
    assertThat(count).isGreaterThan(20);
  }

  /** An execution that leaves out a test by an old name would run it. */
  @Test
  void testsInPomsExist() throws IOException {
    SourceTree tree = SourceTree.read();
    int count = 0;
    for (Path pom : tree.poms()) {
      Matcher named = IN_A_POM.matcher(Files.readString(pom));
      for (; named.find(); count++) {
        assertThat(tree.hasTest(named.group(1))).as("%s in %s", named.group(1), pom).isTrue();
      }
    }
    assertThat(count).isGreaterThan(5);
  }
}
