package io.pinelink.inference;

import io.pinelink.model.SparseValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function that encodes the words of texts as sparse values, for the hybrid search of embedding
 * stores. Dense and sparse values in one vector require an index with the dot product metric.
 *
 * <p>The service adds the dense and the sparse score of a match without weights. An encoder that
 * scales its values weighs words against meaning. Implementations must be thread-safe; their
 * exceptions reach the caller of the embedding store unchanged.
 */
public interface SparseEncoder {
  /**
   * Encodes texts that are stored.
   *
   * @param texts at least one text
   * @return one element for each text, in the order of the texts; empty for a text without words
   */
  List<Optional<SparseValues>> encodeTexts(List<String> texts);

  /** Encodes the text of a search; empty if it has no words, which searches dense values only. */
  Optional<SparseValues> encodeQuery(String query);

  /**
   * Creates an encoder that calls a sparse model of the service, with at most 96 texts per call.
   * These calls go to the control plane's host, not to the host of the index.
   *
   * <pre>{@code
   * SparseEncoder.hosted(client.inference()::embed, "pinecone-sparse-english-v0")
   * }</pre>
   *
   * @param embed the method of {@code Inference} that embeds texts
   * @param model the name of the model, such as {@code pinecone-sparse-english-v0}
   */
  static SparseEncoder hosted(Function<EmbedRequest, EmbedResponse> embed, String model) {
    return new HostedSparseEncoder(embed, model);
  }
}
