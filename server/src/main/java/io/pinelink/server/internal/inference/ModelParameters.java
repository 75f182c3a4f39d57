package io.pinelink.server.internal.inference;

import io.pinelink.server.internal.wire.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checked parameters of a hosted model, including its defaults. */
record ModelParameters(HostedModel model, Map<String, Object> values) {
  static ModelParameters of(HostedModel model, Map<String, ? extends @Nullable Object> given) {
    given.forEach((name, value) -> check(model, name, value));
    Map<String, Object> values = new LinkedHashMap<>();
    for (ModelParameter parameter : model.parameters()) {
      Object requested = given.get(parameter.name());
      Object value = requested == null ? parameter.defaultValue() : requested;
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
          "Parameter '%s' of model '%s' cannot be %s"
              .formatted(name, model.name(), PlainJson.text(value)));
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
   * Returns a text, truncated to what the model reads.
   *
   * @param maxWords the maximum number of words that the model reads
   */
  String cut(String text, int maxWords) {
    int words = WordTokenizer.count(text);
    if (words <= maxWords) {
      return text;
    }
    return switch (text("truncate", "END")) {
      case "START" -> WordTokenizer.last(text, maxWords);
      case "NONE" ->
          throw new ModelRefusal(
              "Input has "
                  + words
                  + " tokens, which exceeds the limit of "
                  + maxWords
                  + " of model '"
                  + model.name()
                  + "', and truncate is NONE");
      default -> WordTokenizer.first(text, maxWords);
    };
  }
}
