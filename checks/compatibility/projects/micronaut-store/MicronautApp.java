package compatibility;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.pinelink.Pinelink;
import jakarta.inject.Singleton;
import java.util.Map;

/** A Micronaut application whose beans are a client and an embedding store on it. */
@Controller("/main-job")
public class MicronautApp {
  /** The beans. The store is closed with the client. */
  @Factory
  static class Stores {
    @Singleton
    @Bean(preDestroy = "close")
    Pinelink client() {
      return StoreJob.client();
    }

    @Singleton
    EmbeddingStore<TextSegment> store(Pinelink client) {
      return StoreJob.store(client);
    }
  }

  private final EmbeddingStore<TextSegment> store;
  private final Pinelink client;

  MicronautApp(EmbeddingStore<TextSegment> store, Pinelink client) {
    this.store = store;
    this.client = client;
  }

  @Get(produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  String mainJob() {
    return MainJob.run() + "\n" + StoreJob.run(store, client);
  }

  public static void main(String... args) throws Exception {
    Map<String, Object> settings =
        Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", -1);
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      FirstRequest.send(context.getBean(EmbeddedServer.class).start().getPort());
    }
    System.exit(0); // a thread of Micronaut 4's executor for I/O outlives the context by a minute
  }
}
