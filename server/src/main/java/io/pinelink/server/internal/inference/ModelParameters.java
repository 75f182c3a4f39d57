package io.pinelink.server.internal.inference;

import io.pinelink.server.internal.wire.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a hosted model is told: checked, and with the model's defaults where nothing is said. */
final class ModelParameters {
  private final HostedModel model;
  private final Map<String, Object> values;

  private ModelParameters(HostedModel model, Map<String, Object> values) {
    this.model = model;
    this.values = values;
  }

  static ModelParameters of(HostedModel model, Map<String, ? extends @Nullable Object> told) {
    told.forEach((name, value) -> check(model, name, value));
    Map<String, Object> values = new LinkedHashMap<>();
    for (ModelParameter parameter : model.parameters()) {
      Object said = told.get(parameter.name());
      Object value = said == null ? parameter.defaultValue() : said;
      if (value != null) {
        values.put(parameter.name(), value);
      } else if (parameter.required()) {
        throw new ModelRefusal(
            "Model '" + model.name() + "' requires the parameter '" + parameter.name() + "'");
      }
    }
    return new ModelParameters(model, values);
  }

  private static void check(HostedModel model, String name, @Nullable Object value) {
    ModelParameter parameter =
        model
            .parameter(name)
            .orElseThrow(
                () ->
                    new ModelRefusal(
                        "Parameter '" + name + "' is unknown to model '" + model.name() + "'"));
    if (value != null && !parameter.allows(value)) {
      throw new ModelRefusal(
          "Parameter '"
              + name
              + "' of model '"
              + model.name()
              + "' cannot be "
              + PlainJson.text(value));
    }
  }

  String text(String name, String otherwise) {
    return values.get(name) instanceof String text ? text : otherwise;
  }

  int number(String name, int otherwise) {
    return values.get(name) instanceof Double number ? number.intValue() : otherwise;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /**
   * A text as the model reads it.
   *
   * @param most how many words the model reads of it
   */
  String cut(String text, int most) {
    int words = WordTokenizer.count(text);
    if (words <= most) {
      return text;
    }
    return switch (text("truncate", "END")) {
      case "START" -> WordTokenizer.last(text, most);
      case "NONE" ->
          throw new ModelRefusal(
              "Input has "
                  + words
                  + " tokens, which exceeds the limit of "
                  + most
                  + " of model '"
                  + model.name()
                  + "', and truncate is NONE");
      default -> WordTokenizer.first(text, most);
    };
  }
}
