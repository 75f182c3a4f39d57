package io.pinelink.springboot.test.library;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** A model that gives every text the same embedding. */
final class OneEmbedding implements EmbeddingModel {
  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    return new EmbeddingResponse(
        request.getInstructions().stream()
            .map(text -> new Embedding(new float[] {1, 0}, 0))
            .toList());
  }

  @Override
  public float[] embed(Document document) {
    return new float[] {1, 0};
  }
}
