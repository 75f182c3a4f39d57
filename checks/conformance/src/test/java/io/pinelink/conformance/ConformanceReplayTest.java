package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Serves reports to the client again. A report from an issue is replayed by its path: {@code mvn
 * test -pl checks -Dtest=ConformanceReplayTest -Dpinelink.report=FILE}; one in {@code
 * src/test/conformance-reports} is replayed in every build.
 */
class ConformanceReplayTest {
  private static final Path KEPT = Path.of("conformance/src/test/conformance-reports");
  private static final Set<String> SOME =
      Set.of("lsn-headers", "wrong-key", "fetched-documents-by-id", "alias-error-details");

  @TempDir Path folder;

  @Test
  void reportsHaveTheSameVerdictsWhenTheyAreServedAgain() throws IOException {
    replay(report(row -> SOME.contains(row.row().id())));
  }

  @Test
  @Tag("slow")
  void aReportOfAllRowsHasTheSameVerdictsWhenItIsServedAgain() throws IOException {
    replay(report(row -> true));
  }

  @Test
  void keptReportsHaveTheSameVerdicts() throws IOException {
    String given = System.getProperty("pinelink.report");
    if (given != null) {
      replay(Path.of(given));
    }
    if (Files.isDirectory(KEPT)) {
      try (Stream<Path> files = Files.list(KEPT)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
          replay(file);
        }
      }
    }
    assertThat(given == null || Files.exists(Path.of(given))).isTrue();
  }

  @Test
  void reportsContainNoSecrets() throws IOException {
    String text = Files.readString(report(row -> SOME.contains(row.row().id())));

    assertThat(text).contains("\"path\"").contains("lsn-headers/grpc/public");
    assertThat(text)
        .doesNotContain(EmbeddedPinecone.API_KEY)
        .doesNotContain("a1b234c")
        .doesNotContain("pcsk_wrong");
  }

  private Path report(Predicate<RowCell> rows) throws IOException {
    Path file = folder.resolve("report.json");
    try (EmbeddedPinecone server = ConformanceFixture.server()) {
      List<RowCell> cells = ConformanceFixture.cells().stream().filter(rows).toList();
      new ConformanceFixture(folder.resolve("journals"))
          .run(ConformanceFixture.service(server), cells)
          .report()
          .write(file);
    }
    return file;
  }

  private void replay(Path file) throws IOException {
    ReplayedReport report = ReplayedReport.read(file);

    Map<String, Outcome> found = report.replay(folder.resolve("replays"));

    assertThat(found).isEqualTo(report.outcomes());
  }
}
