package io.pinelink.examples;

import io.pinelink.Index;
import io.pinelink.Inference;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.InputType;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hybrid search: dense values match by meaning, sparse values by words, and one query weighs both.
 *
 * <p>With the name of an index as argument, it runs against the real service.
 */
public final class HybridSearch {
  private static final String SPARSE_MODEL = "pinecone-sparse-english-v0";

  /** The maximum number of texts in a call of the sparse model. */
  private static final int BATCH = 96;

  public static void main(String... args) {
    Embedder embedder = new Embedder();
    try (Backend backend = Backend.open(args, EmbeddedPinecone.builder())) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      Index words =
          backend
              .index(
                  "hybrid",
                  (control, name) ->
                      control.createIndex(
                          CreateIndexRequest.builder(name, spec)
                              .dimension(Embedder.DIMENSION)
                              .metric(Metric.DOT_PRODUCT) // the only metric that supports both
                              .build()))
              .namespace("pinelink-hybrid");
      Inference inference = backend.client().inference();
      fill(words, embedder, inference);

      String text = "a part of the body of a horse";
      float[] dense = embedder.embed(text);
      SparseValues sparse = sparse(inference, InputType.QUERY, List.of(text)).get(0);
      for (float alpha : new float[] {0.95f, 0.5f, 0.05f}) {
        // The service adds both scores unweighted, so the caller scales the values.
        QueryRequest query =
            QueryRequest.builder()
                .vector(scaled(dense, alpha))
                .sparseVector(scaled(sparse, 1 - alpha))
                .topK(3)
                .includeMetadata()
                .build();
        show(
            String.format(Locale.ROOT, "\"%s\", %.0f %% by meaning", text, 100 * alpha),
            words.query(query).matches());
      }
    }
  }

  private static void fill(Index words, Embedder embedder, Inference inference) {
    List<Entry> entries = Dictionary.mostUsedNouns(8 * BATCH);
    for (int from = 0; from < entries.size(); from += BATCH) {
      List<Entry> batch = entries.subList(from, Math.min(from + BATCH, entries.size()));
      List<SparseValues> sparse =
          sparse(inference, InputType.PASSAGE, batch.stream().map(Entry::gloss).toList());
      List<Vector> vectors = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        Entry entry = batch.get(i);
        vectors.add(
            Vector.builder(entry.id())
                .values(embedder.embed(entry.gloss()))
                .sparseValues(sparse.get(i))
                .metadata(entry.metadata())
                .build());
      }
      words
          .upsert(UpsertRequest.of(vectors))
          .info()
          .consistencyToken()
          .ifPresent(write -> words.awaitVisible(write, Duration.ofMinutes(1)));
    }
    System.out.println("wrote " + entries.size() + " nouns, each with dense and sparse values");
  }

  /**
   * Returns sparse values for each text, scaled to length 1 as the dense ones are, so that neither
   * kind dominates.
   */
  private static List<SparseValues> sparse(
      Inference inference, InputType type, List<String> texts) {
    EmbedRequest request = EmbedRequest.builder(SPARSE_MODEL, texts).inputType(type).build();
    return inference.embed(request).embeddings().stream()
        .map(Embedding::sparseValues)
        .map(values -> values.orElseThrow())
        .map(values -> scaled(values, 1 / length(values.values())))
        .toList();
  }

  private static SparseValues scaled(SparseValues sparse, float factor) {
    return SparseValues.of(sparse.indices(), scaled(sparse.values(), factor));
  }

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * factor;
    }
    return scaled;
  }

  private static float length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return (float) Math.sqrt(squares);
  }

  private static void show(String title, List<Match> matches) {
    System.out.println();
    System.out.println(title);
    for (Match match : matches) {
      System.out.printf(
          Locale.ROOT,
          "  %.3f %s: %s%n",
          match.score(),
          match.metadata().string("lemma").orElse(match.id()),
          match.metadata().string("gloss").orElse(""));
    }
  }
}
