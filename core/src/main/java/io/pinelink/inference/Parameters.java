package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a model, which a builder collects one by one. */
final class Parameters {
  private Parameters() {}

  static Fields with(Fields parameters, String name, Object value) {
    return with(parameters, Map.of(name, value));
  }

  static Fields with(Fields parameters, Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(parameters.asMap());
    values.putAll(more);
    return Fields.copyOf(values);
  }
}
