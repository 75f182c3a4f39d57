package io.pinelink.examples;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * An embedding model that turns text into dense values of unit length, in this process and on all
 * cores.
 *
 * <p>The model is all-MiniLM-L6-v2, quantized, and part of its jar. Thread-safe.
 */
final class Embedder {

  /** The name of the model, which distinguishes its embeddings from other models' embeddings. */
  static final String MODEL = "all-MiniLM-L6-v2-q";

  /** The number of floats in an embedding. */
  static final int DIMENSION = 384;

  /** Large enough to keep the cores busy, small enough for frequent progress. */
  private static final int BATCH = 64;

  private final EmbeddingModel model;

  /** Loads the model, which takes about half a second. */
  Embedder() {
    // On an EC2 machine the tokenizer reports its use to its vendor unless it is set to offline. An
    // example for private networks must not do that.
    System.setProperty("ai.djl.offline", "true");
    model = new AllMiniLmL6V2QuantizedEmbeddingModel();
  }

  /**
   * Embeds one text.
   *
   * @param text not blank
   */
  float[] embed(String text) {
    return model.embed(text).content().vector();
  }

  /**
   * Embeds many texts and reports progress after each batch.
   *
   * @param texts none of them blank
   * @param progress called on this thread, the last time with the number of texts
   * @return one array for each text, in the same order
   */
  List<float[]> embedAll(List<String> texts, IntConsumer progress) {
    List<float[]> values = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(from + BATCH, texts.size()));
      List<TextSegment> segments = batch.stream().map(TextSegment::from).toList();
      for (Embedding embedding : model.embedAll(segments).content()) {
        values.add(embedding.vector());
      }
      progress.accept(values.size());
    }
    return values;
  }
}
