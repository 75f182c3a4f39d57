package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonMembers.fields;
import static io.pinelink.rest.json.JsonMembers.integer;
import static io.pinelink.rest.json.JsonMembers.texts;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static io.pinelink.spi.InferenceOperations.RERANK;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Embeddings, reranking and models over REST. */
final class InferenceCodec {
  private InferenceCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "embed" ->
          new RestBinding<>(
              EMBED, r -> RestRequest.postObject("/embed", embed(r)), InferenceCodec::embed);
      case "rerank" ->
          new RestBinding<>(
              RERANK, r -> RestRequest.postObject("/rerank", rerank(r)), InferenceCodec::rerank);
      case "listModels" ->
          new RestBinding<>(
              LIST_MODELS,
              r -> RestRequest.get(modelsPath(r)),
              ListDecoder.list("models", InferenceCodec::model));
      case "describeModel" ->
          new RestBinding<>(
              DESCRIBE_MODEL,
              r -> RestRequest.get("/models/" + segment(r.name())),
              InferenceCodec::model);
      default -> null;
    };
  }

  private static String modelsPath(ListModelsRequest request) {
    UrlQuery query = new UrlQuery("/models");
    request.type().ifPresent(type -> query.add("type", type.value()));
    request.vectorType().ifPresent(type -> query.add("vector_type", type.value()));
    return query.path();
  }

  static JsonWriter embed(EmbedRequest request) {
    return json -> {
      json.writeStringField("model", request.model());
      fields(json, "parameters", request.parameters());
      json.writeArrayFieldStart("inputs");
      for (String text : request.texts()) {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
      }
      json.writeEndArray();
    };
  }

  static JsonWriter rerank(RerankRequest request) {
    return json -> {
      json.writeStringField("model", request.model());
      json.writeStringField("query", request.query());
      json.writeArrayFieldStart("documents");
      for (Fields document : request.documents()) {
        Json.writeValue(json, document.asMap());
      }
      json.writeEndArray();
      integer(json, "top_n", request.topN());
      json.writeBooleanField("return_documents", request.returnDocuments());
      texts(json, "rank_fields", request.rankFields());
      fields(json, "parameters", request.parameters());
    };
  }

  static EmbedResponse embed(JsonReader json, ResponseInfo info) throws IOException {
    EmbeddingMembers embedding = new EmbeddingMembers(json);
    JsonObject answer = json.object();
    Member<String> model = answer.text("model");
    Member<String> vectorType = answer.text("vector_type");
    Member<List<Embedding>> embeddings = answer.list("data", value -> embedding.read());
    NumberMember<Long> tokens = answer.object("usage").longInteger("total_tokens");
    answer.read();
    return new InferenceResponses.EmbedResult(
        model.required(),
        vectorType.optional().map(VectorType::new).orElse(embedding.lastType()),
        embeddings.orElse(List.of()),
        tokens.optionalLong(),
        info);
  }

  /**
   * Decodes a reranking. The model's name is optional, since it is missing in the examples of the
   * documentation.
   */
  static RerankResponse rerank(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject answer = json.object();
    Member<String> model = answer.text("model");
    Member<List<RankedDocument>> documents = answer.list("data", InferenceCodec::ranked);
    NumberMember<Long> units = answer.object("usage").longInteger("rerank_units");
    answer.read();
    return new InferenceResponses.RerankResult(
        model.optional(), documents.orElse(List.of()), units.optionalLong(), info);
  }

  private static RankedDocument ranked(JsonReader json) throws IOException {
    JsonObject ranked = json.object("data.");
    NumberMember<Integer> index = ranked.integer("index");
    Member<Float> score =
        ranked.member("score", value -> value.isNull() ? null : (Float) value.float32());
    Member<Fields> document = ranked.fields("document");
    ranked.read();
    return new InferenceResponses.RankedDocumentResult(
        index.required(), score.required(), document.optional());
  }

  static ModelInfo model(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject object = json.object();
    Member<String> name = object.text("model");
    Member<String> type = object.text("type");
    Member<String> description = object.text("short_description");
    Member<List<SupportedParameter>> parameters =
        object.list("supported_parameters", InferenceCodec::parameter);
    Member<String> vectorType = object.text("vector_type");
    NumberMember<Integer> defaultDimension = object.integer("default_dimension");
    Member<String> modality = object.text("modality");
    NumberMember<Integer> maxSequenceLength = object.integer("max_sequence_length");
    NumberMember<Integer> maxBatchSize = object.integer("max_batch_size");
    Member<String> provider = object.text("provider_name");
    Member<List<Integer>> dimensions =
        object.list(
            "supported_dimensions", value -> required("supported_dimensions", value.integer()));
    Member<List<Metric>> metrics = object.list("supported_metrics", InferenceCodec::metric);
    object.read();
    ModelInfo.Builder model =
        ModelInfo.builder(name.required(), new ModelType(type.required()), info)
            .parameters(parameters.orElse(List.of()))
            .supportedDimensions(dimensions.orElse(List.of()))
            .supportedMetrics(metrics.orElse(List.of()));
    description.optional().ifPresent(model::description);
    vectorType.optional().map(VectorType::new).ifPresent(model::vectorType);
    defaultDimension.optional().ifPresent(model::defaultDimension);
    modality.optional().ifPresent(model::modality);
    maxSequenceLength.optional().ifPresent(model::maxSequenceLength);
    maxBatchSize.optional().ifPresent(model::maxBatchSize);
    provider.optional().ifPresent(model::provider);
    return model.build();
  }

  /** Decodes a metric. The API's specification has it in lower case, its examples in mixed case. */
  private static Metric metric(JsonReader json) throws IOException {
    return new Metric(required("supported_metrics", json.text()).toLowerCase(Locale.ROOT));
  }

  private static SupportedParameter parameter(JsonReader json) throws IOException {
    JsonObject parameter = json.object("supported_parameters.");
    Member<String> name = parameter.text("parameter");
    Member<String> type = parameter.text("type");
    Member<String> valueType = parameter.text("value_type");
    Member<Boolean> required = parameter.bool("required");
    Member<List<Object>> allowed = parameter.list("allowed_values", JsonReader::any);
    NumberMember<Double> min = parameter.number("min");
    NumberMember<Double> max = parameter.number("max");
    Member<Object> defaultValue = parameter.member("default", JsonReader::any);
    parameter.read();
    return new InferenceResponses.SupportedParameterResult(
        name.required(),
        type.required(),
        valueType.required(),
        required.orElse(false),
        allowed.orElse(List.of()),
        min.optionalDouble(),
        max.optionalDouble(),
        defaultValue.optional());
  }
}
