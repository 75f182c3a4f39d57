package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesRequest;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One index for many tenants. Each has its own namespace, and no call reads another tenant's.
 *
 * <p>With the name of an index as argument, it runs against the real service.
 */
public final class Tenants {
  private static final String PREFIX = "tenant-";

  /** The tenants and the lexical file of the dictionary whose words each one stores. */
  private static final Map<String, String> TENANTS =
      new TreeMap<>(
          Map.of(
              PREFIX + "diner", "noun.food",
              PREFIX + "garden", "noun.plant",
              PREFIX + "zoo", "noun.animal"));

  public static void main(String... args) {
    Embedder embedder = new Embedder();
    try (Backend backend = Backend.open(args, EmbeddedPinecone.builder())) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      Index index =
          backend.index(
              "tenants",
              (control, name) ->
                  control.createIndex(CreateIndexRequest.dense(name, Embedder.DIMENSION, spec)));
      fill(index, embedder);

      System.out.println();
      System.out.println("namespaces and their vectors");
      for (NamespaceDescription tenant :
          index.namespaces().listAll(ListNamespacesRequest.withPrefix(PREFIX))) {
        System.out.println("  " + tenant.name() + ": " + tenant.recordCount());
      }

      QueryRequest sour =
          QueryRequest.builder()
              .vector(embedder.embed("a sour yellow fruit"))
              .topK(3)
              .includeMetadata()
              .build();
      System.out.println();
      System.out.println("\"a sour yellow fruit\", queried by each tenant");
      for (String tenant : TENANTS.keySet()) {
        List<Match> matches = index.namespace(tenant).query(sour).matches();
        System.out.println("  " + tenant + ": " + matches.stream().map(Tenants::lemma).toList());
      }

      // For an operator with access to all tenants: the queries run concurrently and their best
      // matches are merged.
      System.out.println();
      System.out.println("the same, of all tenants");
      QueryNamespacesRequest everywhere = QueryNamespacesRequest.of(TENANTS.keySet(), sour);
      for (NamespaceMatch found : index.queryNamespaces(everywhere).matches()) {
        System.out.println("  " + found.namespace() + ": " + lemma(found.match()));
      }

      // Empties one namespace; the others are unaffected.
      index.namespace(PREFIX + "zoo").delete(DeleteRequest.all());
      // Removes the namespaces themselves with their remaining vectors.
      TENANTS.keySet().forEach(index.namespaces()::delete);
    }
  }

  private static void fill(Index index, Embedder embedder) {
    List<Entry> entries = Dictionary.mostUsedNouns(1200);
    TENANTS.forEach(
        (tenant, file) -> {
          // A write creates its namespace too. Creating it first allows declaring the metadata
          // fields that filters use.
          index
              .namespaces()
              .create(
                  CreateNamespaceRequest.builder(tenant)
                      .schema(MetadataSchema.of("lemma", "lexicalFile"))
                      .build());
          List<Vector> vectors =
              entries.stream()
                  .filter(entry -> entry.lexicalFile().equals(file))
                  .map(entry -> entry.vector(embedder))
                  .toList();
          Index own = index.namespace(tenant);
          own.upsert(vectors)
              .info()
              .consistencyToken()
              .ifPresent(write -> own.awaitVisible(write, Duration.ofMinutes(1)));
          System.out.println(tenant + " wrote " + vectors.size() + " words of " + file);
        });
  }

  private static String lemma(Match match) {
    return match.metadata().string("lemma").orElse(match.id());
  }
}
