package compatibility;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.langchain4j.PinelinkEmbeddingStore;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import java.util.List;

/** Adds, searches and removes texts through LangChain4j, with a client and a store of the framework. */
public final class StoreJob {
  private static final String INDEX = System.getenv("INDEX_NAME") + "-store";
  private static final Embedding NEAR = Embedding.from(new float[] {1, 0, 0});
  private static final Embedding FAR = Embedding.from(new float[] {0, 1, 0});

  private StoreJob() {}

  /** Returns the client that the framework provides and closes. */
  public static Pinelink client() {
    return MainJob.client(Protocol.GRPC, Protocol.REST);
  }

  /** Returns the store that the framework provides, of an index that it creates. */
  public static EmbeddingStore<TextSegment> store(Pinelink client) {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    client.controlPlane().createIndex(CreateIndexRequest.dense(INDEX, 3, spec));
    return PinelinkEmbeddingStore.builder(client.index(INDEX)).namespace("manuals").build();
  }

  /** Runs the job and returns the line that a row must print. */
  public static String run(EmbeddingStore<TextSegment> store, Pinelink client) {
    store.addAll(List.of(NEAR, FAR), List.of(segment("kettle"), segment("toaster")));
    check("nearest", search(store), List.of("manual of the kettle", "manual of the toaster"));
    Filter kettle = MetadataFilterBuilder.metadataKey("product").isEqualTo("kettle");
    store.removeAll(kettle);
    check("after the removal", search(store), List.of("manual of the toaster"));
    long publicCalls = dataCalls(client, Route.Kind.PUBLIC);
    check("calls over public routes", publicCalls, 0L);
    check("calls over private routes", dataCalls(client, Route.Kind.PRIVATE) >= 4, true);
    return "LangChain4j store done over private routes";
  }

  private static TextSegment segment(String product) {
    return TextSegment.from("manual of the " + product, Metadata.from("product", product));
  }

  private static List<String> search(EmbeddingStore<TextSegment> store) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder().queryEmbedding(NEAR).maxResults(5).build();
    return store.search(request).matches().stream().map(match -> match.embedded().text()).toList();
  }

  private static long dataCalls(Pinelink client, Route.Kind kind) {
    return client.routeCounts().stream()
        .filter(count -> count.kind() == kind && !count.controlPlane())
        .mapToLong(RouteCount::calls)
        .sum();
  }

  private static void check(String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new IllegalStateException(what + ": " + actual + ", expected " + expected);
    }
  }
}
