package io.pinelink.mcp;

import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool call, which a model wrote: nothing about them is taken for granted. Each
 * method refuses a value of another type with a message that names the argument.
 */
final class ToolArguments {
  private final Map<String, ? extends @Nullable Object> values;

  private ToolArguments(Map<String, ? extends @Nullable Object> values) {
    this.values = values;
  }

  /** Checks the names of the arguments. */
  static ToolArguments of(
      ObjectSchema schema, @Nullable Map<String, ? extends @Nullable Object> given) {
    return of(schema.properties().keySet(), schema.required(), given);
  }

  static ToolArguments of(
      Collection<String> names,
      Collection<String> required,
      @Nullable Map<String, ? extends @Nullable Object> given) {
    Map<String, ? extends @Nullable Object> values = given == null ? Map.of() : given;
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw ToolFailure.invalid("there is no argument '" + name + "'; expected " + names);
      }
    }
    for (String name : required) {
      if (values.get(name) == null) {
        throw ToolFailure.invalid("the argument '" + name + "' is missing");
      }
    }
    return new ToolArguments(values);
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** Refuses arguments that a call would ignore, so that nothing to write is lost. */
  void refuse(String reason, String... names) {
    for (String name : names) {
      if (has(name)) {
        throw ToolFailure.invalid("'" + name + "' cannot be written: " + reason);
      }
    }
  }

  /** Returns a text that is not blank. */
  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> ToolFailure.invalid("the argument '" + name + "' is missing"));
  }

  Optional<String> optionalText(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw wrong(name, "a text that is not blank");
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  int integer(String name, int min, int max, int byDefault) {
    Object value = values.get(name);
    if (value == null) {
      return Math.min(byDefault, max);
    }
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.intValue();
    }
    throw wrong(name, "a whole number from " + min + " to " + max);
  }

  double positive(String name, double byDefault) {
    Object value = values.get(name);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof Number number
        && number.doubleValue() > 0
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(name, "a number above 0");
  }

  /** Returns texts; none if the argument is missing. */
  List<String> texts(String name, int max) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name, max)) {
      if (!(each instanceof String text) || text.isBlank()) {
        throw wrong(name, "a list of texts that are not blank");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Returns floats; none if the argument is missing. */
  float[] floats(String name) {
    return floats(name, values.get(name));
  }

  Optional<SparseValues> sparse(String name) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(sparse(name, value));
  }

  /** Returns the items of a list of objects, at least one. */
  List<ToolArguments> objects(String name, Collection<String> members, String required, int max) {
    List<ToolArguments> objects = new ArrayList<>();
    for (Object each : list(name, max)) {
      objects.add(of(members, List.of(required), asObject(name, each)));
    }
    if (objects.isEmpty()) {
      throw ToolFailure.invalid("the argument '" + name + "' is empty, expected at least one item");
    }
    return objects;
  }

  /** Returns an object of any members; empty if the argument is missing. */
  Optional<Map<String, Object>> object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    Map<String, ? extends @Nullable Object> object = asObject(name, value);
    return Optional.of(withoutNulls(name, object));
  }

  Optional<Fields> fields(String name) {
    Object value = values.get(name);
    return value == null
        ? Optional.empty()
        : Optional.of(checked(name, () -> Fields.copyOf(asObject(name, value))));
  }

  Optional<Filter> filter(String name) {
    return object(name).map(json -> checked(name, () -> Filter.copyOf(json)));
  }

  /** Runs what reads an argument, and names the argument in the failure. */
  static <T> T checked(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw ToolFailure.invalid("the argument '" + name + "' is refused: " + e.getMessage());
    }
  }

  private List<?> list(String name, int max) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "a list");
    }
    if (list.size() > max) {
      throw ToolFailure.invalid(
          "the argument '" + name + "' has " + list.size() + " items, at most " + max + " fit");
    }
    return list;
  }

  private static float[] floats(String name, @Nullable Object value) {
    if (value == null) {
      return new float[0];
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "a list of numbers");
    }
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      if (!(list.get(i) instanceof Number number) || !Float.isFinite(number.floatValue())) {
        throw wrong(name, "a list of numbers");
      }
      floats[i] = number.floatValue();
    }
    return floats;
  }

  private static SparseValues sparse(String name, Object value) {
    Map<String, ? extends @Nullable Object> object = asObject(name, value);
    float[] values = floats(name, object.get("values"));
    if (!(object.get("indices") instanceof List<?> positions)) {
      throw wrong(name, "an object with indices and values");
    }
    long[] indices = new long[positions.size()];
    for (int i = 0; i < indices.length; i++) {
      if (!(positions.get(i) instanceof Number number)
          || number.doubleValue() != Math.rint(number.doubleValue())) {
        throw wrong(name, "an object whose indices are whole numbers");
      }
      indices[i] = number.longValue();
    }
    return checked(name, () -> SparseValues.of(indices, values));
  }

  private static Map<String, ? extends @Nullable Object> asObject(
      String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "an object");
    }
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    Map<String, ? extends @Nullable Object> object = (Map<String, ? extends @Nullable Object>) map;
    return object;
  }

  private static Map<String, Object> withoutNulls(
      String name, Map<String, ? extends @Nullable Object> object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          if (value == null) {
            throw ToolFailure.invalid("'" + key + "' of the argument '" + name + "' is null");
          }
          values.put(key, value);
        });
    return values;
  }

  private static ToolFailure wrong(String name, String expected) {
    return ToolFailure.invalid("the argument '" + name + "' is not " + expected);
  }
}
