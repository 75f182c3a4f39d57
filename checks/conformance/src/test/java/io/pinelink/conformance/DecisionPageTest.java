package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DecisionPageTest {
  private static final Path PAGE = Path.of("..").resolve(ConformanceRow.DECISION);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| (?!id )");

  @Test
  void eachAssumptionOfThePageHasARowAndEachRowIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    List<String> ids = ROW.matcher(page).results().map(found -> found.group(1)).toList();

    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            Assumptions.all().stream()
                .filter(row -> row.source().equals(ConformanceRow.DECISION))
                .map(ConformanceRow::id)
                .toList());
    assertThat(TABLE_ROW.matcher(page).results().map(MatchResult::group))
        .as("rows of the tables without an id")
        .hasSameSizeAs(ids);
  }

  @Test
  void idsAreUnique() {
    assertThat(Assumptions.all()).extracting(ConformanceRow::id).doesNotHaveDuplicates();
  }

  @Test
  void namesOfIndexesAreWithinTheLimit() {
    assertThat(RunNames.random().all())
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(45));
  }
}
