package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.InferenceOperations.DESCRIBE_MODEL;
import static io.pinelink.spi.InferenceOperations.EMBED;
import static io.pinelink.spi.InferenceOperations.LIST_MODELS;
import static io.pinelink.spi.InferenceOperations.RERANK;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ListModelsResponse;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RankedDocument;
import io.pinelink.inference.RerankRequest;
import io.pinelink.inference.RerankResponse;
import io.pinelink.inference.SupportedParameter;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.spi.response.InferenceResponses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Embeddings, reranking and models over REST. */
final class InferenceCodec {
  private InferenceCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "embed" ->
          new RestBinding<>(
              EMBED, r -> RestRequest.post("/embed", embed(r)), InferenceCodec::embed);
      case "rerank" ->
          new RestBinding<>(
              RERANK, r -> RestRequest.post("/rerank", rerank(r)), InferenceCodec::rerank);
      case "listModels" ->
          new RestBinding<>(
              LIST_MODELS, r -> RestRequest.get(modelsPath(r)), InferenceCodec::models);
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
      json.writeStartObject();
      json.writeStringField("model", request.model());
      parameters(json, request.parameters());
      json.writeArrayFieldStart("inputs");
      for (String text : request.texts()) {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  static JsonWriter rerank(RerankRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("model", request.model());
      json.writeStringField("query", request.query());
      json.writeArrayFieldStart("documents");
      for (Fields document : request.documents()) {
        Json.writeValue(json, document.asMap());
      }
      json.writeEndArray();
      if (request.topN().isPresent()) {
        json.writeNumberField("top_n", request.topN().getAsInt());
      }
      json.writeBooleanField("return_documents", request.returnDocuments());
      if (!request.rankFields().isEmpty()) {
        json.writeFieldName("rank_fields");
        Json.writeValue(json, request.rankFields());
      }
      parameters(json, request.parameters());
      json.writeEndObject();
    };
  }

  private static void parameters(JsonGenerator json, Fields parameters) throws IOException {
    if (!parameters.isEmpty()) {
      json.writeFieldName("parameters");
      Json.writeValue(json, parameters.asMap());
    }
  }

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

  static ListModelsResponse models(JsonReader json, ResponseInfo info) throws IOException {
    List<ModelInfo> models = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("models") && json.enterArray()) {
          while (json.nextElement()) {
            models.add(model(json, info));
          }
        } else {
          json.skip();
        }
      }
    }
    return InferenceResponses.listModels(models, info);
  }

  static ModelInfo model(JsonReader json, ResponseInfo info) throws IOException {
    Members model = new Members();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "model" -> model.name = json.text();
          case "type" -> model.type = json.text();
          case "short_description" -> model.description = json.text();
          case "supported_parameters" -> model.parameters = parameters(json);
          case "vector_type" -> model.vectorType = json.text();
          case "default_dimension" -> model.defaultDimension = json.integer();
          case "modality" -> model.modality = json.text();
          case "max_sequence_length" -> model.maxSequenceLength = json.integer();
          case "max_batch_size" -> model.maxBatchSize = json.integer();
          case "provider_name" -> model.provider = json.text();
          case "supported_dimensions" -> model.dimensions = dimensions(json);
          case "supported_metrics" -> model.metrics = metrics(json);
          default -> json.skip();
        }
      }
    }
    return model.build(info);
  }

  private static List<Integer> dimensions(JsonReader json) throws IOException {
    List<Integer> dimensions = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        dimensions.add(required("supported_dimensions", json.integer()));
      }
    }
    return dimensions;
  }

  /**
   * Decodes metrics. The API's specification has them in lower case, its examples in mixed case.
   */
  private static List<Metric> metrics(JsonReader json) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        String name = required("supported_metrics", json.text());
        metrics.add(new Metric(name.toLowerCase(Locale.ROOT)));
      }
    }
    return metrics;
  }

  private static List<SupportedParameter> parameters(JsonReader json) throws IOException {
    List<SupportedParameter> parameters = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        parameters.add(parameter(json));
      }
    }
    return parameters;
  }

  private static SupportedParameter parameter(JsonReader json) throws IOException {
    String name = null;
    String type = null;
    String valueType = null;
    Boolean required = null;
    List<Object> allowed = List.of();
    Double min = null;
    Double max = null;
    Object defaultValue = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "parameter" -> name = json.text();
          case "type" -> type = json.text();
          case "value_type" -> valueType = json.text();
          case "required" -> required = json.bool();
          case "allowed_values" -> allowed = allowedValues(json);
          case "min" -> min = json.number();
          case "max" -> max = json.number();
          case "default" -> defaultValue = json.any();
          default -> json.skip();
        }
      }
    }
    return new SupportedParameter(
        required("supported_parameters.parameter", name),
        required("supported_parameters.type", type),
        required("supported_parameters.value_type", valueType),
        required != null && required,
        allowed,
        optional(min),
        optional(max),
        Optional.ofNullable(defaultValue));
  }

  private static OptionalDouble optional(@Nullable Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  private static List<Object> allowedValues(JsonReader json) throws IOException {
    List<Object> values = new ArrayList<>();
    if (json.enterArray()) {
      while (json.nextElement()) {
        Object value = json.any();
        if (value != null) {
          values.add(value);
        }
      }
    }
    return values;
  }

  /** The members of a model read so far; they come in any order. */
  private static final class Members {
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable String description;
    private List<SupportedParameter> parameters = List.of();
    private @Nullable String vectorType;
    private @Nullable Integer defaultDimension;
    private @Nullable String modality;
    private @Nullable Integer maxSequenceLength;
    private @Nullable Integer maxBatchSize;
    private @Nullable String provider;
    private List<Integer> dimensions = List.of();
    private List<Metric> metrics = List.of();

    ModelInfo build(ResponseInfo info) throws MalformedJsonException {
      ModelInfo.Builder model =
          ModelInfo.builder(required("model", name), new ModelType(required("type", type)), info)
              .parameters(parameters)
              .supportedDimensions(dimensions)
              .supportedMetrics(metrics);
      if (description != null) {
        model.description(description);
      }
      if (vectorType != null) {
        model.vectorType(new VectorType(vectorType));
      }
      if (defaultDimension != null) {
        model.defaultDimension(defaultDimension);
      }
      if (modality != null) {
        model.modality(modality);
      }
      if (maxSequenceLength != null) {
        model.maxSequenceLength(maxSequenceLength);
      }
      if (maxBatchSize != null) {
        model.maxBatchSize(maxBatchSize);
      }
      if (provider != null) {
        model.provider(provider);
      }
      return model.build();
    }
  }
}
