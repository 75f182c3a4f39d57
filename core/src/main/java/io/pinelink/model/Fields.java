package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Named values of any JSON kind: what a record holds, a document to rerank, a model's parameters.
 * Numbers are 64-bit floats, as on the wire.
 *
 * <p>Unlike {@link Metadata}, which has the rules of stored metadata, it may hold nulls, nested
 * objects and lists of anything.
 *
 * <p>Immutable and thread-safe; keeps the order of names.
 */
public final class Fields {
  private static final Fields EMPTY = new Fields(Map.of());

  private final Map<String, @Nullable Object> values;

  private Fields(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** No fields at all. */
  public static Fields empty() {
    return EMPTY;
  }

  /** One text. */
  public static Fields of(String name, String value) {
    return builder().put(name, value).build();
  }

  /** Begins fields. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Fields from a map of strings, numbers, booleans, nulls, and lists and maps of such.
   *
   * @throws IllegalArgumentException if a value is of another type, is no finite number, or is a
   *     whole number that a 64-bit float does not hold exactly, naming where it is
   */
  public static Fields copyOf(Map<String, ? extends @Nullable Object> values) {
    return new Fields(object(() -> "", values));
  }

  /** Whether there are no fields. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The names, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The text of a field; empty if there is none or it is of another kind. */
  public Optional<String> string(String name) {
    return values.get(name) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** The number of a field; empty if there is none or it is of another kind. */
  public OptionalDouble number(String name) {
    return values.get(name) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
  }

  /** The boolean of a field; empty if there is none or it is of another kind. */
  public Optional<Boolean> bool(String name) {
    return values.get(name) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /** The list of texts of a field; empty if there is none or it is of another kind. */
  public Optional<List<String>> strings(String name) {
    return values.get(name) instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /**
   * All fields: each a String, a Double, a Boolean, null, or an unmodifiable List or Map of such.
   */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** All fields as a JSON object, in the order of names; whole numbers without a fraction. */
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

  /** How many fields there are, not what is in them. */
  @Override
  public String toString() {
    return "Fields[" + values.size() + "]";
  }

  /**
   * The value as it is kept.
   *
   * @param where the path to it, spelled out for a complaint alone: all the paths of deep fields
   *     are far longer than the fields
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
        "field '"
            + where.get()
            + "' is of type "
            + value.getClass().getSimpleName()
            + ", expected a string, number, boolean, null, list or map");
  }

  /**
   * The members as they are kept.
   *
   * @param before what stands before their names in their paths
   */
  private static Map<String, @Nullable Object> object(Supplier<String> before, Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (!(name instanceof String text)) {
            throw new IllegalArgumentException(
                "field '" + before.get() + name + "' has a name that is no string");
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

  /** Builds {@link Fields}; a name that is given again replaces the first. */
  public static final class Builder {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Builder() {}

    /** A text. */
    public Builder put(String name, String value) {
      return putAny(name, value);
    }

    /** A finite number. */
    public Builder put(String name, double value) {
      return putAny(name, value);
    }

    /** A whole number that a 64-bit float holds exactly: at most 2^53 either way. */
    public Builder put(String name, long value) {
      return putAny(name, value);
    }

    /** A boolean. */
    public Builder put(String name, boolean value) {
      return putAny(name, value);
    }

    /** A list of strings, numbers, booleans, nulls, lists and maps. */
    public Builder put(String name, List<? extends @Nullable Object> value) {
      return putAny(name, value);
    }

    /** Fields within the field. */
    public Builder put(String name, Fields value) {
      return putAny(name, value);
    }

    /** A null. */
    public Builder putNull(String name) {
      return putAny(name, null);
    }

    private Builder putAny(String name, @Nullable Object value) {
      values.put(name, value(() -> name, value));
      return this;
    }

    /** The fields. */
    public Fields build() {
      return new Fields(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }
  }
}
