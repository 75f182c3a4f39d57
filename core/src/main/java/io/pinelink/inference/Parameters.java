package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a model as a builder gathers them: some have a method, all have a name. */
final class Parameters {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  void put(String name, Object value) {
    values.put(name, value);
  }

  void putAll(Fields parameters) {
    values.putAll(parameters.asMap());
  }

  Fields build() {
    return Fields.copyOf(values);
  }
}
