package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import java.time.Duration;
import java.util.List;

/**
 * Reads that wait for a write. Reads lag behind writes, here by a second; a write returns a token,
 * and a read can wait until it sees that write.
 *
 * <p>With the name of an index as argument, created with dimension 2 if it does not exist, it runs
 * against the real service.
 */
public final class ReadYourWrites {
  public static void main(String... args) {
    EmbeddedPineconeBuilder settings =
        EmbeddedPinecone.builder().visibilityDelay(Duration.ofSeconds(1));
    try (Backend backend = Backend.open(args, settings)) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      Index docs =
          backend
              .index(
                  "docs",
                  (control, name) -> control.createIndex(CreateIndexRequest.dense(name, 2, spec)))
              .namespace("pinelink-reads");

      UpsertResponse written = docs.upsert(List.of(Vector.of("I", new float[] {0.6f, 0.8f})));
      QueryRequest query = QueryRequest.nearest(0.6f, 0.8f);
      System.out.println("query at once: " + docs.query(query).matches());

      // Serverless indexes number their writes. Without numbers there is no token.
      ConsistencyToken write = written.info().consistencyToken().orElseThrow();
      QueryRequest patient = query.toBuilder().after(write).build();
      System.out.println("query after the write: " + docs.query(patient).matches());

      // For fetch, list and other reads: wait first, then read any number of times.
      UpdateResponse updated =
          docs.update(UpdateRequest.builder("I").metadata(Metadata.of("genre", "drama")).build());
      System.out.println("fetch at once: " + genreOf("I", docs));
      ConsistencyToken update = updated.info().consistencyToken().orElseThrow();
      docs.awaitVisible(update, Duration.ofMinutes(1));
      System.out.println("fetch after the update: " + genreOf("I", docs));

      // A token is a name and a number, so another process can wait for the same write.
      ConsistencyToken received = new ConsistencyToken(update.namespace(), update.lsn());
      docs.awaitVisible(received, Duration.ofMinutes(1));
      System.out.println("the other process sees it too");
      docs.namespaces().delete(update.namespace());
    }
  }

  private static String genreOf(String id, Index docs) {
    Vector vector = docs.fetch(FetchRequest.byIds(id)).vectors().get(id);
    return vector == null ? "no vector" : vector.metadata().string("genre").orElse("no genre");
  }
}
