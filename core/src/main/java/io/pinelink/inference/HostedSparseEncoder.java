package io.pinelink.inference;

import io.pinelink.model.SparseValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** An encoder that calls a sparse model of the service. */
final class HostedSparseEncoder implements SparseEncoder {
  /** The maximum number of texts in a call of the hosted models. */
  private static final int MAX_TEXTS = 96;

  private final Function<EmbedRequest, EmbedResponse> embed;
  private final String model;

  HostedSparseEncoder(Function<EmbedRequest, EmbedResponse> embed, String model) {
    this.embed = Objects.requireNonNull(embed, "embed is null");
    this.model = Objects.requireNonNull(model, "model is null");
  }

  @Override
  public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
    List<Optional<SparseValues>> encoded = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += MAX_TEXTS) {
      List<String> batch = texts.subList(from, Math.min(from + MAX_TEXTS, texts.size()));
      encoded.addAll(embed(batch, InputType.PASSAGE));
    }
    return encoded;
  }

  @Override
  public Optional<SparseValues> encodeQuery(String query) {
    return embed(List.of(query), InputType.QUERY).get(0);
  }

  private List<Optional<SparseValues>> embed(List<String> texts, InputType purpose) {
    EmbedRequest request = EmbedRequest.builder(model, texts).inputType(purpose).build();
    return embed.apply(request).embeddings().stream().map(Embedding::sparseValues).toList();
  }

  @Override
  public String toString() {
    return "SparseEncoder[" + model + "]";
  }
}
