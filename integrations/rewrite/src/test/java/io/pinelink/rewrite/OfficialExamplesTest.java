package io.pinelink.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The README and the examples of the official client; their origin is in the folder's README. */
@EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "OpenRewrite's parser for Java 17")
class OfficialExamplesTest {
  @TempDir Path classes;

  /** A few examples, because each takes the recipe about a second. */
  @Test
  void commonExamplesCompileOnceMoved() throws IOException {
    Map<String, String> moved =
        Migration.move(
            Migration.read(
                Migration.OFFICIAL, "UpsertVectors.java", "FetchVectorsByMetadata.java"));
    Expected.assertEqual(moved);
    assertThat(Migration.compile(moved, classes)).isEmpty();
  }

  @Test
  @Tag("slow")
  void everyExampleCompilesOnceMovedExceptForMarkedStatements() throws IOException {
    Map<String, String> moved = Migration.move(Migration.read(Migration.OFFICIAL));
    Expected.assertEqual(moved);
    List<Migration.Failure> unmarked =
        Migration.compile(
                moved,
                classes,
                okhttp3.OkHttpClient.class,
                com.google.common.primitives.Floats.class,
                org.slf4j.Logger.class)
            .stream()
            .filter(failure -> !isMarked(moved.getOrDefault(failure.path(), ""), failure.line()))
            .toList();
    assertThat(unmarked).isEmpty();
  }

  @Test
  @Tag("slow")
  void aSecondRunChangesNothing() {
    Map<String, String> once = Migration.read(Migration.PINELINK);
    assertThat(once).isNotEmpty();
    assertThat(Migration.move(once)).isEqualTo(once);
  }

  /** Returns whether a comment precedes the statement, or the line is an import. */
  private static boolean isMarked(String source, long line) {
    List<String> lines = source.lines().toList();
    if (lines.get((int) line - 1).startsWith("import ")) {
      return true;
    }
    for (int i = (int) line - 2; i >= 0; i--) {
      String text = lines.get(i).strip();
      if (text.startsWith("// TODO Pinelink: ")) {
        return true;
      }
      if (text.endsWith(";") || text.endsWith("}") || text.isEmpty()) {
        return false;
      }
    }
    return false;
  }
}
