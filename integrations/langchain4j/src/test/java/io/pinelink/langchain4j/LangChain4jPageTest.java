package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the code of the guide compiles, and that its commands exist. The code is not run,
 * since it calls the real service.
 */
class LangChain4jPageTest {
  private static final Path PAGE = Path.of("../../docs/langchain4j.md");
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\| \\[\\w+]\\(\\.\\./checks/compatibility/projects/([\\w-]+)/(\\w+\\.java)\\)"
              + " \\| `checks/compatibility/run ([\\w-]+)` \\|");

  private static final String IMPORTS =
      """
      import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
      import dev.langchain4j.data.segment.TextSegment;
      import dev.langchain4j.model.embedding.EmbeddingModel;
      import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
      import dev.langchain4j.store.embedding.EmbeddingStore;
      import io.pinelink.Pinelink;
      import io.pinelink.control.FullTextSearch;
      import io.pinelink.control.IndexSchema;
      import io.pinelink.inference.SparseEncoder;
      import io.pinelink.langchain4j.*;
      import io.pinelink.model.Metric;
      import io.pinelink.routing.RoutePolicy;
      import java.util.List;
      import java.util.concurrent.CompletableFuture;
      """;

  @Test
  void theCodeOfThePageCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks =
        PageCode.blocks(PAGE).stream()
            // Beans of frameworks are compiled and run by the projects that the page links.
            .filter(block -> !block.contains("@Singleton"))
            .toList();
    assertThat(blocks).hasSize(4);
    String source =
        IMPORTS
            + "class Guide { void first(EmbeddingModel model, List<TextSegment> segments) {"
            + blocks.get(0)
            + "} void second(PinelinkEmbeddingStore store, EmbeddingSearchRequest request) {"
            + blocks.get(1)
            + "} void third(Pinelink client) {"
            + blocks.get(2)
            + "} void fourth(Pinelink client) {"
            + blocks.get(3)
            + "}}";

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }

  @Test
  void theCommandsOfThePageRunTheLinkedApplications() throws IOException {
    Path compatibility = Path.of("../../checks/compatibility");
    List<String> rows = Files.readAllLines(compatibility.resolve("rows.txt"));
    List<MatchResult> commands = COMMAND.matcher(Files.readString(PAGE)).results().toList();
    assertThat(commands).hasSize(2);
    for (MatchResult command : commands) {
      String project = command.group(1);
      assertThat(compatibility.resolve("projects").resolve(project).resolve(command.group(2)))
          .exists();
      assertThat(rows).anyMatch(row -> row.startsWith(command.group(3) + " | " + project + " |"));
    }
  }
}
