package io.pinelink.rest.codec;

import io.pinelink.inference.Embedding;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.SparseValues;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.NumberArrays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of embeddings that can be used repeatedly; members come in any order. */
final class EmbeddingMembers {
  private static final int[] NO_INDICES = {};

  private final JsonReader json;
  private final NumberArrays denseArrays;
  private final NumberArrays sparseArrays;
  private VectorType lastType = VectorType.DENSE;

  EmbeddingMembers(JsonReader json) {
    this.json = json;
    this.denseArrays = new NumberArrays(json);
    this.sparseArrays = new NumberArrays(json);
  }

  Embedding read() throws IOException {
    String type = null;
    float[] values = NumberArrays.NO_FLOATS;
    float[] sparseValues = NumberArrays.NO_FLOATS;
    int[] indices = NO_INDICES;
    List<String> tokens = List.of();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "vector_type" -> type = json.text();
          case "values" -> values = denseArrays.floats();
          case "sparse_values" -> sparseValues = sparseArrays.floats();
          case "sparse_indices" -> indices = sparseArrays.unsigned32s();
          case "sparse_tokens" -> tokens = tokens();
          default -> json.skip();
        }
      }
    }
    SparseValues sparse =
        VectorResponses.sparseValues(indices.clone(), sparseValues.clone()).orElse(null);
    lastType = type(type, sparse);
    return lastType.equals(VectorType.SPARSE)
        ? Embedding.sparse(sparse, tokens)
        : Embedding.dense(values);
  }

  private static VectorType type(@Nullable String named, @Nullable SparseValues sparse) {
    if (named != null) {
      return new VectorType(named);
    }
    return sparse == null ? VectorType.DENSE : VectorType.SPARSE;
  }

  /** Returns the type of the last embedding. */
  VectorType lastType() {
    return lastType;
  }

  private List<String> tokens() throws IOException {
    List<String> tokens = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        String token = json.text();
        tokens.add(token == null ? "" : token);
      }
    }
    return tokens;
  }
}
