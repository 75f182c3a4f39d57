package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.response.InferenceResponses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The decoding of hosted models' responses from JSON, API version 2026-04. One pure function for
 * each body. Unknown members are skipped, and null is equivalent to absent.
 */
final class InferenceFromJson {
  private InferenceFromJson() {}

  static EmbedResponse embed(JsonReader json, ResponseInfo info) throws IOException {
    String model = null;
    String vectorType = null;
    EmbeddingMembers item = new EmbeddingMembers(json);
    List<Embedding> embeddings = new ArrayList<>();
    OptionalLong tokens = OptionalLong.empty();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "model" -> model = json.text();
          case "vector_type" -> vectorType = json.text();
          case "data" -> {
            if (json.enterArray()) {
              while (json.nextElement()) {
                embeddings.add(item.read());
              }
            }
          }
          case "usage" -> tokens = usage(json, "total_tokens");
          default -> json.skip();
        }
      }
    }
    return InferenceResponses.embed(
        required("model", model),
        vectorType == null ? item.lastType() : new VectorType(vectorType),
        embeddings,
        tokens,
        info);
  }

  /**
   * Decodes a reranking. The model's name is optional, since it is missing in the examples of the
   * documentation.
   */
  static RerankResponse rerank(JsonReader json, ResponseInfo info) throws IOException {
    String model = null;
    List<RankedDocument> documents = new ArrayList<>();
    OptionalLong units = OptionalLong.empty();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "model" -> model = json.text();
          case "data" -> {
            if (json.enterArray()) {
              while (json.nextElement()) {
                documents.add(ranked(json));
              }
            }
          }
          case "usage" -> units = usage(json, "rerank_units");
          default -> json.skip();
        }
      }
    }
    return InferenceResponses.rerank(Optional.ofNullable(model), documents, units, info);
  }

  private static RankedDocument ranked(JsonReader json) throws IOException {
    Integer index = null;
    Float score = null;
    Fields document = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "index" -> index = json.integer();
          case "score" -> score = json.isNull() ? null : (Float) json.float32();
          case "document" -> document = json.isNull() ? null : json.fields();
          default -> json.skip();
        }
      }
    }
    return new RankedDocument(
        required("data.index", index),
        required("data.score", score),
        Optional.ofNullable(document));
  }

  private static OptionalLong usage(JsonReader json, String unit) throws IOException {
    OptionalLong count = OptionalLong.empty();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals(unit)) {
          count = json.reportedCount();
        } else {
          json.skip();
        }
      }
    }
    return count;
  }
}
