package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that each row of the tables of fidelity has a proof: tests that exist and are run. */
class FidelityTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (.+) \\| (.+) \\|");
  private static final Pattern PROOF = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Set<String> PROVEN = Set.of("supported", "chosen");

  private record Row(String behaviour, String status, String proof) {}

  private static List<Row> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/embedded-server.md"));
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
  void eachRowHasATestOrAReason() throws IOException {
    List<Row> rows = rows();
    Map<String, String> tests = tests();

    assertThat(rows).hasSizeGreaterThan(100);
    for (Row row : rows) {
      assertThat(row.status()).as(row.toString()).matches("supported|chosen|not simulated");
      int proofs = 0;
      for (Matcher proof = PROOF.matcher(row.proof()); proof.find(); proofs++) {
        String name = proof.group(1);
        assertThat(tests).as(row.toString()).containsKey(name);
        assertThat(isRun(tests.getOrDefault(name, ""), proof.group(2))).as(row.toString()).isTrue();
      }
      assertThat(proofs > 0).as(row.toString()).isEqualTo(PROVEN.contains(row.status()));
    }
    assertThat(rows.stream().map(Row::behaviour)).doesNotHaveDuplicates();
  }

  /** Returns whether a class has a test method of the name that is not disabled. */
  private static boolean isRun(String source, String method) {
    int end = source.indexOf(" void " + method + "(");
    if (end < 0) {
      return false;
    }
    String before = source.substring(0, end);
    int begin = Math.max(before.lastIndexOf("\n  }\n"), before.lastIndexOf("\n\n"));
    String annotations = before.substring(Math.max(begin, 0));
    return annotations.matches("(?s).*@(Test|ParameterizedTest)\\b.*")
        && !source.contains("@Disabled");
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
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
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") && file.toString().contains("src/test")) {
              tests.put(name.replace(".java", ""), Files.readString(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tests;
  }
}
