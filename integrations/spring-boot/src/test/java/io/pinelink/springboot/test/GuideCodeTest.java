package io.pinelink.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests that the code of the guide compiles, and that its tests pass, on either line of Boot. */
class GuideCodeTest {
  private static final Path PAGE = Path.of("../../docs/spring-boot.md");
  private static final Path TESTING_PAGE = Path.of("../../docs/testing.md");

  private static final String APPLICATION =
      """
      package guide;

      import static io.pinelink.testing.requests.RequestPatterns.queries;
      import static org.assertj.core.api.Assertions.assertThat;
      import io.pinelink.Index;
      import io.pinelink.Pinelink;
      import io.pinelink.control.CreateIndexRequest;
      import io.pinelink.control.IndexSpec;
      import io.pinelink.model.Match;
      import io.pinelink.model.QueryRequest;
      import io.pinelink.routing.Cloud;
      import io.pinelink.server.EmbeddedPinecone;
      import io.pinelink.server.Listener;
      import io.pinelink.server.RecordedRequest;
      import io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone;
      import io.pinelink.springboot.test.EmbeddedPineconeInitializer;
      import io.pinelink.springboot.test.PinelinkTest;
      import io.pinelink.testing.requests.RecordedRequests;
      import java.util.List;
      import org.junit.jupiter.api.Test;
      import org.springframework.beans.factory.annotation.Autowired;
      import org.springframework.beans.factory.annotation.Qualifier;
      import org.springframework.boot.autoconfigure.SpringBootApplication;
      import org.springframework.boot.test.context.SpringBootTest;
      import org.springframework.context.annotation.Import;
      import org.springframework.stereotype.Component;
      import org.springframework.stereotype.Service;

      @SpringBootApplication
      class Shop {}
      """;

  @Test
  void theTestsOfThePagePass(@TempDir Path folder) throws Exception {
    List<String> blocks = PageCode.blocks(PAGE);
    assertThat(blocks).hasSize(4);
    String testing =
        PageCode.blocks(TESTING_PAGE).stream()
            .filter(block -> block.contains("@SpringBootTest"))
            .findFirst()
            .orElseThrow();
    assertThat(PageCode.compile(APPLICATION + String.join("\n", blocks) + testing, folder))
        .isEmpty();
    Files.writeString(folder.resolve("application.yaml"), firstYaml());

    TestExecutionSummary summary =
        run(folder, "guide.SearchTest", "guide.SearchSliceTest", "guide.RouteTest");

    StringWriter failures = new StringWriter();
    summary.printFailuresTo(new PrintWriter(failures));
    assertThat(failures.toString()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(3);
  }

  private static String firstYaml() throws IOException {
    Matcher block =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  /** Runs tests as an application of its own, whose classes and properties are in the folder. */
  private static TestExecutionSummary run(Path folder, String... tests) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(application);
      LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
      for (String test : tests) {
        request.selectors(selectClass(application.loadClass(test)));
      }
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request.build(), listener);
      return listener.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
