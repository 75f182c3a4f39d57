package compatibility;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application whose vector store for Spring AI is a bean of the starter. */
@SpringBootApplication
@RestController
public class BootAi {
  private final Pinelink client;
  private final VectorStore store;

  BootAi(Pinelink client, @Lazy VectorStore store) {
    this.client = client;
    this.store = store;
  }

  /** A model of two dimensions: texts on kettles, and all others. */
  private static final class TwoTopics implements EmbeddingModel {
    private static float[] embedding(String text) {
      return text.contains("kettle") ? new float[] {1, 0} : new float[] {0, 1};
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      return new EmbeddingResponse(
          request.getInstructions().stream()
              .map(text -> new Embedding(embedding(text), 0))
              .toList());
    }

    @Override
    public float[] embed(Document document) {
      return embedding(document.getText());
    }
  }

  /** The model, which the constructor of the application must not need. */
  @Configuration(proxyBeanMethods = false)
  static class Models {
    @Bean
    EmbeddingModel twoTopics() {
      return new TwoTopics();
    }
  }

  @GetMapping("/main-job")
  String mainJob() {
    return MainJob.run() + "\n" + injected();
  }

  private String injected() {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    client
        .controlPlane()
        .createIndex(CreateIndexRequest.dense(StarterArguments.INDEX, 2, spec));
    store.add(List.of(new Document("the kettle"), new Document("the toaster")));
    String found = store.similaritySearch("kettle").get(0).getText();
    boolean isPublic =
        client.routeCounts().stream()
            .anyMatch(
                count ->
                    !count.controlPlane()
                        && count.kind() == Route.Kind.PUBLIC
                        && count.calls() > 0);
    if (!found.equals("the kettle") || isPublic) {
      throw new IllegalStateException(found + " over " + client.routeCounts());
    }
    return "vector store done over the private route";
  }

  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BootAi.class, StarterArguments.with())) {
      FirstRequest.send(
          context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
  }
}
