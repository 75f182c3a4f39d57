package io.pinelink.server.internal.inference;

import io.pinelink.server.internal.inference.HostedModel.Kind;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.wire.ControlException;
import java.util.List;
import java.util.Optional;

/**
 * The models that the service hosts, with the values of its documentation: List available models,
 * API version 2025-10.
 */
public final class HostedModels {
  private static final ModelParameter INPUT_TYPE =
      ModelParameter.requiredOneOf("input_type", "query", "passage");
  private static final List<Integer> LLAMA_DIMENSIONS = List.of(1024, 384, 512, 768, 2048);

  private static final List<HostedModel> ALL =
      List.of(
          new HostedModel(
              "multilingual-e5-large",
              "A dense model for messy, multilingual text",
              "Microsoft",
              Kind.DENSE,
              List.of(1024),
              List.of(SimilarityFunction.COSINE, SimilarityFunction.EUCLIDEAN),
              507,
              96,
              List.of(INPUT_TYPE, ModelParameter.oneOf("truncate", "END", "NONE"))),
          new HostedModel(
              "llama-text-embed-v2",
              "A dense model for retrieval in many languages and of long documents",
              "NVIDIA",
              Kind.DENSE,
              LLAMA_DIMENSIONS,
              List.of(SimilarityFunction.COSINE, SimilarityFunction.DOTPRODUCT),
              2048,
              96,
              List.of(
                  INPUT_TYPE,
                  ModelParameter.oneOf("truncate", "END", "NONE", "START"),
                  ModelParameter.oneOf("dimension", LLAMA_DIMENSIONS))),
          new HostedModel(
              "pinecone-sparse-english-v0",
              "A sparse model for search by keywords in English",
              "Pinecone",
              Kind.SPARSE,
              List.of(),
              List.of(SimilarityFunction.DOTPRODUCT),
              512,
              96,
              List.of(
                  INPUT_TYPE,
                  ModelParameter.oneOf("truncate", "END", "NONE"),
                  ModelParameter.flag("return_tokens"))),
          new HostedModel(
              "bge-reranker-v2-m3",
              "A reranker for many languages",
              "BAAI",
              Kind.RERANK,
              List.of(),
              List.of(),
              1024,
              100,
              List.of(ModelParameter.oneOf("truncate", "NONE", "END"))),
          new HostedModel(
              "pinecone-rerank-v0",
              "A reranker of high precision",
              "Pinecone",
              Kind.RERANK,
              List.of(),
              List.of(),
              512,
              100,
              List.of(ModelParameter.oneOf("truncate", "END", "NONE"))),
          new HostedModel(
              "cohere-rerank-3.5",
              "A reranker that understands business text in many languages",
              "Cohere",
              Kind.RERANK,
              List.of(),
              List.of(),
              40_000,
              200,
              List.of(ModelParameter.range("max_chunks_per_doc", 1, 3072))));

  private HostedModels() {}

  static List<HostedModel> all() {
    return ALL;
  }

  /** Returns a model, or refuses a name that no model has. */
  public static HostedModel get(String name) {
    return ControlException.found("Model", name, find(name).orElse(null));
  }

  public static Optional<HostedModel> find(String name) {
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
