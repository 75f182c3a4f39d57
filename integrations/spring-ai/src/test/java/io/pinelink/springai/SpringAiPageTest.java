package io.pinelink.springai;

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
class SpringAiPageTest {
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String GUIDE =
      """
      import io.micrometer.observation.ObservationRegistry;
      import io.pinelink.Pinelink;
      import io.pinelink.control.FullTextSearch;
      import io.pinelink.control.IndexSchema;
      import io.pinelink.error.BulkException;
      import io.pinelink.inference.SparseEncoder;
      import io.pinelink.model.Metric;
      import io.pinelink.routing.RoutePolicy;
      import io.pinelink.springai.PinelinkVectorStore;
      import java.util.List;
      import java.util.Map;
      import java.util.logging.Logger;
      import org.springframework.ai.document.Document;
      import org.springframework.ai.embedding.EmbeddingModel;
      import org.springframework.ai.vectorstore.SearchRequest;
      import org.springframework.ai.vectorstore.VectorStore;
      class Guide {
        void start(EmbeddingModel embeddingModel, ObservationRegistry observationRegistry) {
          %s
        }
        void failures(VectorStore store, List<Document> documents, Logger log) {
          %s
        }
        void documents(Pinelink client, EmbeddingModel embeddingModel) {
          %s
        }
        void hybrid(Pinelink client, EmbeddingModel embeddingModel) {
          %s
        }
      }
      """;

  @Test
  void itsCodeCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks =
        CODE.matcher(Files.readString(Path.of("../../docs/spring-ai.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(blocks).hasSize(4);
    Path source =
        Files.writeString(folder.resolve("Guide.java"), GUIDE.formatted(blocks.toArray()));
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
