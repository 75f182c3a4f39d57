package io.pinelink.springai;

import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** An embedding model of two dimensions, whose texts are their own values: {@code 1 0}. */
final class PointModel implements EmbeddingModel {
  static final int DIMENSION = 2;

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> embeddings = new ArrayList<>();
    for (String text : request.getInstructions()) {
      embeddings.add(new Embedding(values(text), embeddings.size()));
    }
    return new EmbeddingResponse(embeddings);
  }

  @Override
  public float[] embed(Document document) {
    return values(DocumentFormat.text(document));
  }

  /** Reads the first two numbers; the rest of a text is ignored. */
  private static float[] values(String text) {
    List<String> words = WordCounts.words(text);
    return new float[] {Float.parseFloat(words.get(0)), Float.parseFloat(words.get(1))};
  }
}
