package io.pinelink.model;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Named values of any JSON kind: the content of a record, a document to rerank, or a model's
 * parameters. Numbers are 64-bit floats, as on the wire.
 *
 * <p>Unlike {@link Metadata}, which follows the rules of stored metadata, fields may contain nulls,
 * nested objects and lists of any values.
 *
 * <p>Immutable and thread-safe; keeps the order of names.
 */
public final class Fields {
  private static final Fields EMPTY = new Fields(Map.of());

  private final Map<String, @Nullable Object> values;

  private Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** Returns an object without fields. */
  public static Fields empty() {
    return EMPTY;
  }

  /** Returns an object with one text field. */
  public static Fields of(String name, String value) {
    return builder().put(name, value).build();
  }

  /** Returns an object with one field, a finite number. */
  public static Fields of(String name, double value) {
    return builder().put(name, value).build();
  }

  /** Returns an object with one field, a whole number from -2^53 to 2^53. */
  public static Fields of(String name, long value) {
    return builder().put(name, value).build();
  }

  /** Returns an object with one field, a boolean. */
  public static Fields of(String name, boolean value) {
    return builder().put(name, value).build();
  }

  /** Creates a builder for fields. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Creates fields from a map of strings, numbers, booleans, nulls, and lists and maps of these.
   *
   * @throws IllegalArgumentException if a value is of another type, is not a finite number, or is a
   *     whole number that a 64-bit float cannot represent exactly; the message contains its path
   */
  public static Fields copyOf(Map<String, ? extends @Nullable Object> values) {
    Objects.requireNonNull(values, "values is null");
    return new Fields(object(() -> "", values));
  }

  /** Returns whether there are no fields. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the names, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Returns the text of a field; empty if it does not exist or is of another kind. */
  public Optional<String> string(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** Returns the number of a field; empty if it does not exist or is of another kind. */
  public OptionalDouble number(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
  }

  /** Returns the boolean of a field; empty if it does not exist or is of another kind. */
  public Optional<Boolean> bool(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /** Returns the list of texts of a field; empty if it does not exist or is of another kind. */
  public Optional<List<String>> strings(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /** Returns the object of a field; empty if it does not exist or is of another kind. */
  // The members of an object are in the form of fields themselves.
  @SuppressWarnings("unchecked")
  public Optional<Fields> object(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof Map<?, ?> members
        ? Optional.of(new Fields((Map<String, @Nullable Object>) members))
        : Optional.empty();
  }

  /**
   * Returns all fields: each a String, a Double, a Boolean, null, or an unmodifiable List or Map of
   * these.
   */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /**
   * Returns all fields as a JSON object, in the order of names, with whole numbers without a
   * fraction.
   */
  public String toJson() {
    return JsonText.of(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fields that && that.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the number of fields, not their content. */
  @Override
  public String toString() {
    return "Fields[" + values.size() + "]";
  }

  /**
   * Converts a value to its stored form.
   *
   * @param where the path to the value, built only for an error message: the paths of deeply nested
   *     fields are far longer than the fields themselves
   */
  private static @Nullable Object value(Supplier<String> where, @Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return Check.exact("field '" + where.get() + "'", ((Number) value).longValue());
    }
    if (value instanceof Double || value instanceof Float) {
      return finite(where, ((Number) value).doubleValue());
    }
    if (value instanceof Iterable<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object element : list) {
        int position = copy.size();
        copy.add(value(() -> where.get() + "[" + position + "]", element));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      return object(() -> where.get() + ".", map);
    }
    if (value instanceof Fields fields) {
      return fields.values;
    }
    throw new IllegalArgumentException(
        "field '%s' is of type %s, expected a string, number, boolean, null, list or map"
            .formatted(where.get(), value.getClass().getSimpleName()));
  }

  /**
   * Converts the members of a map to their stored form.
   *
   * @param before the prefix of the members' paths
   */
  private static Map<String, @Nullable Object> object(Supplier<String> before, Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (!(name instanceof String text)) {
            throw new IllegalArgumentException(
                "field '" + before.get() + name + "' has a name that is not a string");
          }
          copy.put(text, value(() -> before.get() + text, value));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static double finite(Supplier<String> where, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "field '" + where.get() + "' is " + value + ", expected a finite number");
    }
    return value;
  }

  /** Builds {@link Fields}; setting a name again replaces its value. */
  public static final class Builder {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Builder() {}

    /** Sets a field to a text. */
    public Builder put(String name, String value) {
      Objects.requireNonNull(value, "value is null");
      return putAny(name, value);
    }

    /** Sets a finite number. */
    public Builder put(String name, double value) {
      return putAny(name, value);
    }

    /** Sets a whole number that a 64-bit float represents exactly: from -2^53 to 2^53. */
    public Builder put(String name, long value) {
      return putAny(name, value);
    }

    /** Sets a boolean. */
    public Builder put(String name, boolean value) {
      return putAny(name, value);
    }

    /** Sets a field to a list of strings, numbers, booleans, nulls, lists and maps. */
    public Builder put(String name, List<? extends @Nullable Object> value) {
      Objects.requireNonNull(value, "value is null");
      return putAny(name, value);
    }

    /** Sets a field to nested fields. */
    public Builder put(String name, Fields value) {
      Objects.requireNonNull(value, "value is null");
      return putAny(name, value);
    }

    /** Sets a field to null. */
    public Builder putNull(String name) {
      return putAny(name, null);
    }

    private Builder putAny(String name, @Nullable Object value) {
      Objects.requireNonNull(name, "name is null");
      values.put(name, value(() -> name, value));
      return this;
    }

    /** Builds the fields. */
    public Fields build() {
      return new Fields(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }
  }
}
