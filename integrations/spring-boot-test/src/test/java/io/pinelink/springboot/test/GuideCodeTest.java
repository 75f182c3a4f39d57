package io.pinelink.springboot.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide compiles, on either line of Spring Boot. */
class GuideCodeTest {
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import io.pinelink.Index;
      import io.pinelink.control.CreateIndexRequest;
      import io.pinelink.control.IndexSpec;
      import io.pinelink.model.Match;
      import io.pinelink.model.QueryRequest;
      import io.pinelink.server.EmbeddedPinecone;
      import io.pinelink.server.Listener;
      import io.pinelink.server.RecordedRequest;
      import io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone;
      import io.pinelink.springboot.test.EmbeddedPineconeInitializer;
      import java.util.List;
      import org.junit.jupiter.api.Test;
      import org.springframework.beans.factory.annotation.Autowired;
      import org.springframework.beans.factory.annotation.Qualifier;
      import org.springframework.boot.test.context.SpringBootTest;
      import org.springframework.boot.test.context.TestConfiguration;
      import org.springframework.context.annotation.Bean;
      import org.springframework.stereotype.Service;
      """;

  @Test
  void itCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks =
        CODE.matcher(Files.readString(Path.of("../../docs/spring-boot.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    Path source =
        Files.writeString(folder.resolve("Guide.java"), IMPORTS + String.join("\n", blocks));
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
                "-proc:none",
                "-d",
                folder.toString(),
                source.toString());

    assertThat(result).as(messages.toString(UTF_8)).isZero();
  }
}
