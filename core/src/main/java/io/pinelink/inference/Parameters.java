package io.pinelink.inference;

import io.pinelink.model.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model as a builder collects them: some have a setter of their own, all have a
 * name.
 */
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
