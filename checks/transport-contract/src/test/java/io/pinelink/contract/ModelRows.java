package io.pinelink.contract;

import static io.pinelink.contract.InferenceRows.DENSE;
import static io.pinelink.contract.InferenceRows.RERANKER;
import static io.pinelink.contract.InferenceRows.SPARSE;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Route;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of listing and describing the hosted models. */
final class ModelRows {

  private ModelRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    list(section);
    describe(section);
    return section;
  }

  private static void list(Section section) {
    section.sample(LIST_MODELS, ListModelsRequest.all());
    section.row(
        LIST_MODELS,
        ROUND_TRIP,
        "all, by type and by vector type",
        calls -> {
          List<String> embedders = List.of("multilingual-e5-large", DENSE, SPARSE);
          List<String> rerankers = List.of(RERANKER, "pinecone-rerank-v0", "cohere-rerank-3.5");

          assertEquals(
              Stream.concat(embedders.stream(), rerankers.stream()).toList(),
              names(calls, ListModelsRequest.all()));
          assertEquals(embedders, names(calls, ListModelsRequest.of(ModelType.EMBED)));
          assertEquals(rerankers, names(calls, ListModelsRequest.of(ModelType.RERANK)));
          assertEquals(
              List.of(SPARSE), names(calls, ListModelsRequest.embedding(VectorType.SPARSE)));
          assertEquals(
              embedders.subList(0, 2),
              names(calls, ListModelsRequest.builder().vectorType(VectorType.DENSE).build()));
        });
    section.row(
        LIST_MODELS,
        ROUND_TRIP,
        "each as it is described",
        calls -> {
          ListResponse<ModelInfo> all = calls.call(LIST_MODELS, ListModelsRequest.all());

          assertTrue(all.info().requestId().isPresent());
          for (ModelInfo listed : all.items()) {
            ModelInfo described = describe(calls, listed.model());
            assertEquals(all.info(), listed.info());
            assertEquals(described.parameters(), listed.parameters());
            assertEquals(described.description(), listed.description());
            assertEquals(described.vectorType(), listed.vectorType());
            assertEquals(described.supportedDimensions(), listed.supportedDimensions());
          }
        });
    section.row(
        LIST_MODELS,
        PRESENCE,
        "no model matches",
        calls ->
            assertEquals(
                List.of(),
                names(
                    calls,
                    ListModelsRequest.builder()
                        .type(ModelType.RERANK)
                        .vectorType(VectorType.SPARSE)
                        .build())));
    section.row(
        LIST_MODELS,
        LIMITS,
        "unknown values reach the server unchanged, which refuses them",
        calls -> {
          String word = "õ 😀&type=embed#";

          RefusalAssertions.asInvalid(
              "'" + word + "'", () -> names(calls, ListModelsRequest.of(new ModelType(word))));
          RefusalAssertions.asInvalid(
              "'" + word + "'",
              () -> names(calls, ListModelsRequest.embedding(new VectorType(word))));
        });
  }

  private static List<String> names(Calls calls, ListModelsRequest request) {
    return calls.call(LIST_MODELS, request).items().stream().map(ModelInfo::model).toList();
  }

  private static ModelInfo describe(Calls calls, String model) {
    return calls.call(DESCRIBE_MODEL, ByName.ofModel(model));
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_MODEL, ByName.ofModel(DENSE));
    section.row(
        DESCRIBE_MODEL,
        ROUND_TRIP,
        "its type, its limits and its parameters",
        calls -> {
          ModelInfo model = describe(calls, DENSE);

          assertEquals(DENSE, model.model());
          assertEquals(ModelType.EMBED, model.type());
          assertFalse(model.description().isEmpty());
          assertEquals(Optional.of(VectorType.DENSE), model.vectorType());
          assertEquals(OptionalInt.of(1_024), model.defaultDimension());
          assertEquals(List.of(384, 512, 768, 1_024, 2_048), model.supportedDimensions());
          assertEquals(List.of(Metric.COSINE, Metric.DOT_PRODUCT), model.supportedMetrics());
          assertEquals(Optional.of("text"), model.modality());
          assertEquals(OptionalInt.of(2_048), model.maxSequenceLength());
          assertEquals(OptionalInt.of(96), model.maxBatchSize());
          assertEquals(Optional.of("NVIDIA"), model.provider());
          assertEquals(
              List.of(
                  oneOf("input_type", "string", true, List.of("query", "passage"), null),
                  oneOf("truncate", "string", false, List.of("END", "NONE", "START"), "END"),
                  oneOf(
                      "dimension",
                      "integer",
                      false,
                      List.of(1_024.0, 384.0, 512.0, 768.0, 2_048.0),
                      1_024.0)),
              model.parameters());
          assertTrue(model.info().requestId().isPresent());
          assertEquals(Route.Kind.PUBLIC, model.info().route().kind());
          assertEquals(Protocol.REST, model.info().protocol());
        });
    section.row(
        DESCRIBE_MODEL,
        PRESENCE,
        "a model that does not embed has no dimensions, metrics or vector type",
        calls -> {
          ModelInfo reranker = describe(calls, "cohere-rerank-3.5");

          assertEquals(Optional.empty(), reranker.vectorType());
          assertEquals(OptionalInt.empty(), reranker.defaultDimension());
          assertEquals(List.of(), reranker.supportedDimensions());
          assertEquals(List.of(), reranker.supportedMetrics());
          assertEquals(
              List.of(
                  new InferenceResponses.SupportedParameterResult(
                      "max_chunks_per_doc",
                      "numeric_range",
                      "integer",
                      false,
                      List.of(),
                      OptionalDouble.of(1.0),
                      OptionalDouble.of(3_072.0),
                      Optional.of(3_072.0))),
              reranker.parameters());
        });
    section.row(
        DESCRIBE_MODEL,
        PRESENCE,
        "a default of false is distinguished from no default",
        calls -> {
          ModelInfo sparse = describe(calls, SPARSE);

          assertEquals(OptionalInt.empty(), sparse.defaultDimension());
          assertEquals(
              new InferenceResponses.SupportedParameterResult(
                  "return_tokens",
                  "any",
                  "boolean",
                  false,
                  List.of(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  Optional.of(false)),
              sparse.parameters().get(2));
          assertEquals(
              oneOf("input_type", "string", true, List.of("query", "passage"), null),
              sparse.parameters().get(0));
        });
    section.row(
        DESCRIBE_MODEL,
        LIMITS,
        "names that a path must escape, of unknown models",
        calls ->
            Stream.concat(NamespaceRows.AWKWARD.stream(), Stream.of(VectorRows.UNICODE))
                .forEach(name -> RefusalAssertions.notFound(name, () -> describe(calls, name))));
  }

  private static SupportedParameter oneOf(
      String name, String valueType, boolean required, List<Object> allowed, @Nullable Object or) {
    return new InferenceResponses.SupportedParameterResult(
        name,
        "one_of",
        valueType,
        required,
        allowed,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.ofNullable(or));
  }
}
