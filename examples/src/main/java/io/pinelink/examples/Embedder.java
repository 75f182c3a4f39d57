package io.pinelink.examples;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Turns text into dense values of unit length, in this process and on all its cores.
 *
 * <p>The model is all-MiniLM-L6-v2, quantized; its jar carries it along. Safe for many threads.
 */
final class Embedder {

  /** What tells its embeddings from those of another model. */
  static final String MODEL = "all-MiniLM-L6-v2-q";

  /** How many floats a text becomes. */
  static final int DIMENSION = 384;

  /** Enough to keep the cores busy, few enough for a progress line that moves. */
  private static final int BATCH = 64;

  private final EmbeddingModel model;

  /** Loads the model, which takes about half a second. */
  Embedder() {
    // On an EC2 machine the tokenizer reports its use to its makers unless it is told to be
    // offline; an example for private networks must not.
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
   * Embeds many texts, and says after each batch how many are done.
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
