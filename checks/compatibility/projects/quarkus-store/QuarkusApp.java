package compatibility;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.pinelink.Pinelink;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A Quarkus application whose beans are a client and an embedding store on it. */
@QuarkusMain
public class QuarkusApp implements QuarkusApplication {
  /** The beans. The store is closed with the client. */
  @ApplicationScoped
  public static class Stores {
    @Produces
    @Singleton
    Pinelink client() {
      return StoreJob.client();
    }

    void close(@Disposes Pinelink client) {
      client.close();
    }

    @Produces
    @Singleton
    EmbeddingStore<TextSegment> store(Pinelink client) {
      return StoreJob.store(client);
    }
  }

  /** The resource. A method that returns no reactive type runs on a worker thread. */
  @Path("/main-job")
  public static class StoreResource {
    @Inject EmbeddingStore<TextSegment> store;
    @Inject Pinelink client;

    @GET
    public String mainJob() {
      return MainJob.run() + "\n" + StoreJob.run(store, client);
    }
  }

  @Inject HttpServer server;

  @Override
  public int run(String... args) throws Exception {
    FirstRequest.send(server.getPort());
    return 0;
  }
}
