package io.pinelink.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide compiles. It is not run, since it calls the real service. */
class LangChain4jPageTest {
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
      import dev.langchain4j.data.segment.TextSegment;
      import dev.langchain4j.model.embedding.EmbeddingModel;
      import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
      import dev.langchain4j.store.embedding.EmbeddingStore;
      import io.pinelink.Pinelink;
      import io.pinelink.inference.SparseEncoder;
      import io.pinelink.langchain4j.*;
      import io.pinelink.routing.RoutePolicy;
      import java.util.List;
      """;

  @Test
  void itsCodeCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks =
        CODE.matcher(Files.readString(Path.of("../../docs/langchain4j.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> block.replace("```java", "").replace("```", ""))
            // Beans of frameworks are compiled and run by the projects that the page links.
            .filter(block -> !block.contains("@Singleton"))
            .toList();
    assertThat(blocks).hasSize(2);
    Path source =
        Files.writeString(
            folder.resolve("Guide.java"),
            IMPORTS
                + "class Guide { void first(EmbeddingModel model, List<TextSegment> segments) {"
                + blocks.get(0)
                + "} void second(Pinelink client) {"
                + blocks.get(1)
                + "}}");
    ByteArrayOutputStream messages = new ByteArrayOutputStream();

    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", ".")),
                "-d",
                folder.toString(),
                source.toString());

    assertThat(result).as(messages.toString(UTF_8)).isZero();
  }
}
