package io.pinelink.server.internal.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The endpoints of the list of hosted models at the control plane's host. */
public final class ModelEndpoints {
  private static final Set<String> TYPES = new TreeSet<>(Set.of("embed", "rerank"));
  private static final Set<String> VECTOR_TYPES = new TreeSet<>(Set.of("dense", "sparse"));

  private ModelEndpoints() {}

  /**
   * Returns the paths of all operations.
   *
   * @param <T> the type of the targets, which have no effect
   */
  public static <T> PathTable<ControlEndpoint<T>> paths() {
    return new PathTable<ControlEndpoint<T>>()
        .on("listModels", "GET /models", (any, call) -> list(call))
        .on("describeModel", "GET /models/{model}", (any, call) -> describe(call.pathValue()));
  }

  private static ServerResponse list(ServerCall call) {
    QueryString query = new QueryString(call.query());
    Optional<String> type = oneOf(query, "type", TYPES);
    Optional<String> vectorType = oneOf(query, "vector_type", VECTOR_TYPES);
    ObjectNode body = PlainJson.object();
    ArrayNode models = body.putArray("models");
    HostedModels.all().stream()
        .filter(model -> type.isEmpty() || type.get().equals(type(model)))
        .filter(model -> vectorType.isEmpty() || vectorType.get().equals(vectorType(model)))
        .forEach(model -> models.add(description(model)));
    return ServerResponse.json(200, body);
  }

  private static Optional<String> oneOf(QueryString query, String name, Set<String> words) {
    Optional<String> word = query.first(name);
    if (word.isPresent() && !words.contains(word.get())) {
      throw ControlException.invalid(
          name + " must be one of " + words + ", got '" + word.get() + "'");
    }
    return word;
  }

  private static ServerResponse describe(String name) {
    return ServerResponse.json(200, description(HostedModels.get(name)));
  }

  private static String type(HostedModel model) {
    return model.embeds() ? "embed" : "rerank";
  }

  private static @Nullable String vectorType(HostedModel model) {
    return switch (model.kind()) {
      case DENSE -> "dense";
      case SPARSE -> "sparse";
      case RERANK -> null;
    };
  }

  private static ObjectNode description(HostedModel model) {
    ObjectNode body = PlainJson.object();
    body.put("model", model.name());
    body.put("short_description", model.description());
    body.put("type", type(model));
    String vectorType = vectorType(model);
    if (vectorType != null) {
      body.put("vector_type", vectorType);
    }
    if (!model.dimensions().isEmpty()) {
      body.put("default_dimension", model.defaultDimension());
      ArrayNode dimensions = body.putArray("supported_dimensions");
      model.dimensions().stream().sorted().forEach(dimensions::add);
    }
    body.put("modality", "text");
    body.put("max_sequence_length", model.maxSequenceLength());
    body.put("max_batch_size", model.maxBatchSize());
    body.put("provider_name", model.provider());
    if (!model.metrics().isEmpty()) {
      ArrayNode metrics = body.putArray("supported_metrics");
      model.metrics().forEach(metric -> metrics.add(metric.wireName()));
    }
    ArrayNode parameters = body.putArray("supported_parameters");
    model.parameters().forEach(parameter -> parameters.add(description(parameter)));
    return body;
  }

  private static ObjectNode description(ModelParameter parameter) {
    ObjectNode body = PlainJson.object();
    body.put("parameter", parameter.name());
    body.put("type", parameter.type());
    body.put("value_type", parameter.valueType());
    body.put("required", parameter.required());
    if (!parameter.allowedValues().isEmpty()) {
      putValue(body, "allowed_values", parameter.allowedValues());
    }
    putValue(body, "min", parameter.min());
    putValue(body, "max", parameter.max());
    putValue(body, "default", parameter.defaultValue());
    return body;
  }

  private static void putValue(ObjectNode body, String name, @Nullable Object value) {
    if (value != null) {
      PlainJson.put(body, name, value);
    }
  }
}
