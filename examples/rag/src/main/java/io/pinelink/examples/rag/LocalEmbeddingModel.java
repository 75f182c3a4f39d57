package io.pinelink.examples.rag;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * An embedding model in this process: all-MiniLM-L6-v2, quantized, which is part of its jar. Its
 * embeddings have length 1. Thread-safe.
 */
final class LocalEmbeddingModel implements EmbeddingModel {
  /** The number of floats in an embedding. */
  static final int DIMENSION = 384;

  private final AllMiniLmL6V2QuantizedEmbeddingModel model;

  /** Loads the model, which takes about half a second. */
  LocalEmbeddingModel() {
    // On an EC2 machine the tokenizer reports its use to its vendor unless it is set to offline. An
    // example for private networks must not do that.
    System.setProperty("ai.djl.offline", "true");
    model = new AllMiniLmL6V2QuantizedEmbeddingModel();
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<TextSegment> texts = request.getInstructions().stream().map(TextSegment::from).toList();
    List<Embedding> embeddings = new ArrayList<>();
    model
        .embedAll(texts)
        .content()
        .forEach(values -> embeddings.add(new Embedding(values.vector(), embeddings.size())));
    return new EmbeddingResponse(embeddings);
  }

  @Override
  public float[] embed(Document document) {
    return embed(String.valueOf(document.getText()));
  }

  @Override
  public int dimensions() {
    return DIMENSION;
  }
}
