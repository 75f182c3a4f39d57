package io.pinelink.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.testsupport.PageCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the code of the guide compiles, on either line of Spring Boot. */
class GuideCodeTest {
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
      import io.pinelink.springboot.test.PinelinkTest;
      import java.util.List;
      import org.junit.jupiter.api.Test;
      import org.springframework.beans.factory.annotation.Autowired;
      import org.springframework.beans.factory.annotation.Qualifier;
      import org.springframework.boot.test.context.SpringBootTest;
      import org.springframework.boot.test.context.TestConfiguration;
      import org.springframework.context.annotation.Bean;
      import org.springframework.context.annotation.Import;
      import org.springframework.stereotype.Service;
      """;

  @Test
  void itCompiles(@TempDir Path folder) throws IOException {
    List<String> blocks = PageCode.blocks(Path.of("../../docs/spring-boot.md"));
    assertThat(blocks).hasSize(3);
    String source = IMPORTS + String.join("\n", blocks);

    assertThat(PageCode.compile(source, folder)).isEmpty();
  }
}
