package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that each row of the tables of fidelity names tests that exist and are run. */
class FidelityTest {
  private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (.+) \\| (.*) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  private record Row(String behaviour, String status, String tests) {}

  private static List<Row> rows() throws IOException {
    String page = Files.readString(SourceTree.ROOT.resolve("docs/embedded-server.md"));
    assertThat(page).contains("\n## Fidelity\n");
    String section = page.split("\n## Fidelity\n", 2)[1].split("\n## ", 2)[0];
    List<Row> rows = new ArrayList<>();
    for (String line : section.lines().toList()) {
      if (line.startsWith("|") && !line.startsWith("|-") && !line.startsWith("| behaviour ")) {
        Matcher row = ROW.matcher(line);
        assertThat(row.matches()).as(line).isTrue();
        rows.add(new Row(row.group(1), row.group(2), row.group(3)));
      }
    }
    return rows;
  }

  @Test
  void eachRowNamesTestsThatAreRun() throws IOException {
    List<Row> rows = rows();
    SourceTree tree = SourceTree.read();

    assertThat(rows).hasSizeGreaterThan(100);
    for (Row row : rows) {
      assertThat(row.status()).as(row.toString()).matches("supported|chosen|not simulated");
      assertThat(row.tests()).as(row.toString()).matches(TEST + "(, " + TEST + ")*");
      for (Matcher test = TEST.matcher(row.tests()); test.find(); ) {
        assertThat(tree.isRun(test.group(1), test.group(2)))
            .as("%s of %s", test.group(), row)
            .isTrue();
      }
    }
    assertThat(rows.stream().map(Row::behaviour)).doesNotHaveDuplicates();
  }
}
