package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.model.Vector;
import io.pinelink.routing.Route;
import io.pinelink.springai.PinelinkVectorStore;
import io.pinelink.testcontainers.PinelinkLocalContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tests an application whose server is a container, with no property of the connection, in an
 * engine, which .ci/containers provides.
 */
@Tag("engine")
class ServiceConnectionIT {
  private static final String[] APPLICATION = {
    "--pinelink.route-policy=private-required",
    "--pinelink.indexes.products=",
    "--spring.main.banner-mode=off",
    "--spring.docker.compose.skip.in-tests=false"
  };

  @TempDir Path directory;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Shop {
    @Bean
    AxisModel embeddingModel() {
      return new AxisModel();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Containers {
    @Bean
    @ServiceConnection
    PinelinkLocalContainer pinecone() {
      return new PinelinkLocalContainer().withTls().withIndex("products", 3);
    }
  }

  private static ConfigurableApplicationContext run(
      SpringApplication.Augmented application, String... more) {
    String[] all = Arrays.copyOf(APPLICATION, APPLICATION.length + more.length);
    System.arraycopy(more, 0, all, APPLICATION.length, more.length);
    return application.run(all).getApplicationContext();
  }

  private static SpringApplication.Augmented shop() {
    return SpringApplication.from(
        args -> {
          SpringApplication application = new SpringApplication(Shop.class);
          application.setWebApplicationType(WebApplicationType.NONE);
          application.run(args);
        });
  }

  private static Route writeAndRead(ConfigurableApplicationContext context) {
    Index products = context.getBean(Index.class);
    products.upsert(List.of(Vector.of("kettle", new float[] {1, 0, 0})));
    assertThat(products.describeIndexStats().totalVectorCount()).isEqualTo(1);
    VectorStore store = context.getBean(VectorStore.class);
    assertThat(store).isInstanceOf(PinelinkVectorStore.class);
    store.add(List.of(new Document("Press both buttons.")));
    assertThat(store.similaritySearch("buttons"))
        .extracting(Document::getText)
        .contains("Press both buttons.");
    return products.route();
  }

  @Test
  void aContainerIsConnectedOverItsPrivateEndpoint() {
    try (ConfigurableApplicationContext context =
        run(shop().with(Containers.class), "--spring.docker.compose.enabled=false")) {
      assertThat(writeAndRead(context).kind()).isEqualTo(Route.Kind.PRIVATE);
    }
  }

  @Test
  void aServiceOfComposeIsConnected() throws IOException {
    String guide = Files.readString(Path.of("../../docs/spring-boot.md"));
    String compose = guide.replaceAll("(?s).*```yaml\\n(services:.*?)```.*", "$1");
    Path file = Files.writeString(directory.resolve("compose.yaml"), compose);
    try (ConfigurableApplicationContext context =
        run(
            shop(),
            "--spring.docker.compose.file=" + file,
            "--spring.docker.compose.stop.command=down",
            "--spring.docker.compose.stop.arguments=--volumes")) {
      assertThat(writeAndRead(context).kind()).isEqualTo(Route.Kind.LOCAL);
    }
  }
}
