package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.pinelink.inference.InputType;
import io.pinelink.model.VectorType;
import io.pinelink.server.HashingEmbedder;
import io.pinelink.server.TextEmbedder;
import java.util.List;

/** An embedding model whose values have length 1 and are the same for the same text, always. */
final class WordHashes implements EmbeddingModel {
  static final int DIMENSION = 64;

  private final TextEmbedder embedder = new HashingEmbedder();

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    return Response.from(segments.stream().map(this::embedding).toList());
  }

  private Embedding embedding(TextSegment segment) {
    return Embedding.from(
        embedder
            .embed(
                new TextEmbedder.Text(
                    segment.text(), "hashes", VectorType.DENSE, DIMENSION, InputType.PASSAGE))
            .values());
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }
}
