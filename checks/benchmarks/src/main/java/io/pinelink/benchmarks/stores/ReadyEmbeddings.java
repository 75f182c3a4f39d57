package io.pinelink.benchmarks.stores;

import io.pinelink.benchmarks.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** A model that looks up embeddings, so that the store is measured and not the model. */
final class ReadyEmbeddings implements EmbeddingModel {
  private final Map<String, float[]> embeddings;

  ReadyEmbeddings() {
    Embeddings generator = new Embeddings(1);
    this.embeddings =
        Stream.concat(
                IntStream.range(0, StoreJob.TEXTS).mapToObj(StoreJob::text),
                Stream.of("")) // which Spring AI's own store searches for to delete by a filter
            .collect(
                Collectors.toMap(Function.identity(), text -> generator.next(StoreJob.DIMENSION)));
  }

  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    List<Embedding> results = new ArrayList<>();
    for (String text : request.getInstructions()) {
      results.add(new Embedding(known(text), results.size()));
    }
    return new EmbeddingResponse(results);
  }

  @Override
  public float[] embed(Document document) {
    return known(document.getText());
  }

  /** Returns the dimension without the request that the default method sends to the model. */
  @Override
  public int dimensions() {
    return StoreJob.DIMENSION;
  }

  private float[] known(@Nullable String text) {
    float[] embedding = text == null ? null : embeddings.get(text);
    if (embedding == null) {
      throw new IllegalArgumentException("text has no embedding: " + text);
    }
    return embedding;
  }
}
