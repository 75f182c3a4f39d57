package io.pinelink.server.internal.control;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.inference.HostedModels;
import io.pinelink.server.internal.inference.ModelParameter;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses and checks the integrated embedding in the JSON of requests. */
final class EmbedRequests {
  private EmbedRequests() {}

  /** Returns the embedding of a new index. */
  static EmbedSettings create(RequestJson embed) {
    String name = embed.requiredText("model");
    String textField = textField(embed.requiredObject("field_map"));
    HostedModel model = embedder(name);
    int dimension = dimension(model, embed.integer("dimension"));
    return new EmbedSettings(
        model,
        textField,
        parameters(model, dimension, "query", embed.values("read_parameters")),
        parameters(model, dimension, "passage", embed.values("write_parameters")));
  }

  /**
   * Returns the embedding of an index after a change.
   *
   * @param old the embedding before the change; null if there was none
   * @param shape the shape of the vectors of the index, which the model must support
   */
  static EmbedSettings configure(RequestJson embed, @Nullable EmbedSettings old, IndexShape shape) {
    HostedModel model =
        old == null
            ? embedder(embed.requiredText("model"))
            : unchanged(embed.text("model"), old.model());
    if (old == null) {
      checkFits(model, shape);
    }
    String textField =
        embed
            .object("field_map")
            .map(EmbedRequests::textField)
            .orElse(old == null ? "" : old.textField());
    if (textField.isEmpty()) {
      throw ControlException.invalid("field_map is required to embed with model " + model.name());
    }
    return new EmbedSettings(
        model,
        textField,
        changed(
            embed,
            "read_parameters",
            "query",
            model,
            shape,
            old == null ? null : old.readParameters()),
        changed(
            embed,
            "write_parameters",
            "passage",
            model,
            shape,
            old == null ? null : old.writeParameters()));
  }

  private static HostedModel unchanged(Optional<String> requested, HostedModel model) {
    if (requested.isPresent() && !requested.get().equals(model.name())) {
      throw ControlException.invalid(
          "The model of an index cannot be changed, it is " + model.name());
    }
    return model;
  }

  private static void checkFits(HostedModel model, IndexShape shape) {
    boolean sameSize =
        shape.isSparse()
            ? model.dimensions().isEmpty()
            : model.dimensions().contains(shape.dimension());
    if (!sameSize || !model.metrics().contains(shape.metric())) {
      throw ControlException.invalid(
          "Model %s does not fit a %s index of dimension %s and metric %s"
              .formatted(
                  model.name(), shape.vectorType(), shape.dimension(), shape.metric().wireName()));
    }
  }

  private static Map<String, Object> changed(
      RequestJson embed,
      String member,
      String inputType,
      HostedModel model,
      IndexShape shape,
      @Nullable Map<String, Object> old) {
    return old != null && !embed.has(member)
        ? old
        : parameters(model, shape.dimension(), inputType, embed.values(member));
  }

  /** Returns the shape of a new index, with the model's defaults for what the request omits. */
  static IndexShape shape(HostedModel model, RequestJson embed, @Nullable Set<String> filterable) {
    return new IndexShape(
        dimension(model, embed.integer("dimension")),
        metric(model, embed.text("metric")),
        filterable);
  }

  static HostedModel embedder(String name) {
    HostedModel model = HostedModels.get(name);
    if (!model.embeds()) {
      throw ControlException.invalid("Model " + name + " does not embed");
    }
    return model;
  }

  private static String textField(RequestJson fieldMap) {
    String field = fieldMap.requiredText("text");
    if (!fieldMap.names().equals(Set.of("text")) || field.isEmpty()) {
      throw ControlException.invalid(
          "field_map must map `text` alone, to the name of a field, got " + fieldMap.names());
    }
    return field;
  }

  static int dimension(HostedModel model, OptionalInt requested) {
    if (requested.isPresent() && !model.dimensions().contains(requested.getAsInt())) {
      throw ControlException.invalid(
          "Dimension %s is not supported by model %s, expected one of %s"
              .formatted(requested.getAsInt(), model.name(), model.dimensions()));
    }
    return requested.orElse(model.defaultDimension());
  }

  static SimilarityFunction metric(HostedModel model, Optional<String> requested) {
    SimilarityFunction metric =
        requested.map(IndexRequests::metric).orElseGet(() -> model.metrics().get(0));
    if (!model.metrics().contains(metric)) {
      throw ControlException.invalid(
          "Metric " + metric.wireName() + " is not supported by model " + model.name());
    }
    return metric;
  }

  /** Returns the given parameters merged over the model's defaults, with the index's dimension. */
  static Map<String, Object> parameters(
      HostedModel model, int dimension, String inputType, Map<String, @Nullable Object> given) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("input_type", inputType);
    for (ModelParameter parameter : model.parameters()) {
      Object value = parameter.defaultValue();
      if (value != null) {
        parameters.put(parameter.name(), value);
      }
    }
    parameters.computeIfPresent("dimension", (name, value) -> (double) dimension);
    given.forEach((name, value) -> parameters.put(name, checked(model, dimension, name, value)));
    return Collections.unmodifiableMap(parameters);
  }

  private static Object checked(
      HostedModel model, int dimension, String name, @Nullable Object value) {
    ModelParameter parameter =
        model
            .parameter(name)
            .orElseThrow(
                () ->
                    ControlException.invalid(
                        "Parameter '" + name + "' is unknown to model " + model.name()));
    boolean fits = !name.equals("dimension") || Objects.equals(value, (double) dimension);
    if (value == null || !fits || !parameter.allows(value)) {
      throw ControlException.invalid(
          "Parameter '%s' of model %s cannot be %s"
              .formatted(name, model.name(), PlainJson.text(value)));
    }
    return value;
  }
}
