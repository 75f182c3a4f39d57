package compatibility;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.pinecone.PineconeVectorStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application with Spring AI's Pinecone store beside Pinelink. */
@SpringBootApplication
@RestController
public class SpringAi {
  /** A model that gives every text the same embedding: the store is what is tried here. */
  private static final class OneEmbedding implements EmbeddingModel {
    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
      return new EmbeddingResponse(
          request.getInstructions().stream()
              .map(text -> new Embedding(new float[] {1, 0, 0}, 0))
              .toList());
    }

    @Override
    public float[] embed(Document document) {
      return new float[] {1, 0, 0};
    }
  }

  @GetMapping("/main-job")
  String mainJob() {
    return MainJob.run() + "\n" + store();
  }

  private static String store() {
    String name = System.getenv("INDEX_NAME") + "-b";
    try (Pinelink client = MainJob.client(Protocol.REST)) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client.controlPlane().createIndex(CreateIndexRequest.dense(name, 3, spec));
    }
    PineconeVectorStore store =
        PineconeVectorStore.builder(new OneEmbedding())
            .apiKey(System.getenv("PINECONE_API_KEY"))
            .indexName(name)
            .build();
    store.add(List.of(new Document("Spring AI")));
    return store.similaritySearch("anything").get(0).getText() + " store done";
  }

  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(SpringAi.class, "--server.address=127.0.0.1", "--server.port=0")) {
      FirstRequest.send(
          context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
  }
}
