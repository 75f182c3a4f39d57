package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.VectorBuffer;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.util.Optional;

/**
 * The mean of all vectors that match a filter, and the vector nearest to it. The values of all
 * pages are read into one array, so that a large number of vectors creates little garbage.
 *
 * <p>With the name of an index as argument, created if it does not exist, it runs against the real
 * service.
 */
public final class MeanVector {
  private static final int PAGE = 100;

  public static void main(String... args) {
    try (Backend backend = Backend.open(args, EmbeddedPinecone.builder())) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      Index index =
          backend
              .index(
                  "words",
                  (control, name) ->
                      control.createIndex(CreateIndexRequest.dense(name, Embedder.DIMENSION, spec)))
              .namespace("pinelink-mean");
      fill(index);

      FetchByMetadataRequest animals =
          FetchByMetadataRequest.builder(Filter.eq("lexicalFile", "noun.animal"))
              .limit(PAGE)
              .build();
      QueryRequest nearest =
          QueryRequest.builder().vector(mean(index, animals)).topK(3).includeMetadata().build();
      for (Match match : index.query(nearest).matches()) {
        System.out.println("  " + match.metadata().string("lemma").orElse("?"));
      }
    }
  }

  private static float[] mean(Index index, FetchByMetadataRequest first) {
    float[] mean = new float[Embedder.DIMENSION];
    int count = 0;
    VectorBuffer buffer = VectorBuffer.allocate(PAGE * Embedder.DIMENSION);
    FetchByMetadataRequest request = first.toBuilder().valuesInto(buffer).build();
    Optional<String> next;
    do {
      FetchByMetadataResponse page = index.fetchByMetadata(request);
      DenseColumns columns = page.columns().orElseThrow();
      float[] values = columns.values();
      for (int row = 0; row < columns.size(); row++) {
        for (int i = 0; i < columns.length(row); i++) {
          mean[i] += values[columns.offset(row) + i];
        }
      }
      count += columns.size();
      columns.release(); // for the next page
      next = page.nextToken();
      if (next.isPresent()) {
        request = request.toBuilder().paginationToken(next.get()).build();
      }
    } while (next.isPresent());
    System.out.println("the mean of " + count + " vectors is nearest to");
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= count;
    }
    return mean;
  }

  private static void fill(Index index) {
    Embedder embedder = new Embedder();
    index.upsert(
        Dictionary.mostUsedNouns(800).stream().map(entry -> entry.vector(embedder)).toList());
  }
}
