package io.pinelink.springai;

import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import io.pinelink.server.HashingEmbedder;
import io.pinelink.server.TextEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** An embedding model that counts words, and its calls. Its values have length 1. */
final class WordCounts implements EmbeddingModel {
  static final int DIMENSION = 64;

  private final TextEmbedder embedder = new HashingEmbedder();
  private final List<Integer> batches = new ArrayList<>();

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> embeddings = new ArrayList<>();
    for (String text : request.getInstructions()) {
      embeddings.add(new Embedding(values(text), embeddings.size()));
    }
    batches.add(embeddings.size());
    return new EmbeddingResponse(embeddings);
  }

  @Override
  public float[] embed(Document document) {
    return values(DocumentFormat.text(document));
  }

  private float[] values(String text) {
    return embedder
        .embed(new TextEmbedder.Text(text, "words", VectorType.DENSE, DIMENSION, InputType.PASSAGE))
        .values();
  }

  static List<String> words(String text) {
    return Pattern.compile(" ").splitAsStream(text).toList();
  }

  /** Returns the number of texts in each call. */
  List<Integer> batches() {
    return batches;
  }
}
