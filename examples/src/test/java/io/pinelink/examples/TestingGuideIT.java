package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Compiles and runs the tests of docs/testing.md, except those that need Spring. */
class TestingGuideIT {
  private static final Pattern TEST_CLASS = Pattern.compile("(?m)^class (\\w+Test) \\{");

  private static final String IMPORTS =
      """
      package guide;

      import static io.pinelink.testing.requests.RequestCount.exactly;
      import static io.pinelink.testing.requests.RequestCount.never;
      import static io.pinelink.testing.requests.RequestPatterns.queries;
      import static io.pinelink.testing.requests.RequestPatterns.requests;
      import static org.assertj.core.api.Assertions.assertThat;
      """
          + GuideCode.IMPORTS
          + """
          import io.pinelink.documents.FullText;
          import io.pinelink.records.TextRecord;
          import io.pinelink.testing.*;
          import io.pinelink.testing.requests.*;
          import org.junit.jupiter.api.*;
          import org.junit.jupiter.api.extension.RegisterExtension;
          import org.junit.jupiter.api.parallel.*;
          """;

  @Test
  void theTestsOfTheGuidePass(@TempDir Path folder) throws Exception {
    List<String> blocks =
        GuideCode.blocks("docs/testing.md", "java").stream()
            .filter(block -> !block.contains("@SpringBootTest") && name(block).isPresent())
            .toList();
    assertThat(blocks).hasSizeGreaterThan(5);
    // Data that a test of the guide loads.
    Files.writeString(
        Files.createDirectories(folder.resolve("guide")).resolve("docs.jsonl"),
        GuideCode.blocks("docs/testing.md", "json").stream().findFirst().orElse(""));
    for (String block : blocks) {
      String name = name(block).orElseThrow();
      boolean complete = block.startsWith("import ");
      GuideCode.compile(name, complete ? "package guide;\n" + block : IMPORTS + block, folder);
    }

    TestExecutionSummary summary =
        run(folder, blocks.stream().map(block -> "guide." + name(block).orElseThrow()).toList());

    StringWriter failures = new StringWriter();
    summary.printFailuresTo(new PrintWriter(failures));
    assertThat(failures.toString()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
  }

  private static Optional<String> name(String block) {
    Matcher matcher = TEST_CLASS.matcher(block);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static TestExecutionSummary run(Path folder, List<String> tests) throws Exception {
    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, TestingGuideIT.class.getClassLoader())) {
      LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
      for (String test : tests) {
        request.selectors(selectClass(classes.loadClass(test)));
      }
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request.build(), listener);
      return listener.getSummary();
    }
  }
}
