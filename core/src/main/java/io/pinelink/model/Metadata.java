package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named values that are stored with a vector and that filters can ask for: strings, numbers,
 * booleans and lists of strings, nothing nested.
 *
 * <p>The service stores every number as a 64-bit float. A key does not begin with {@code $}; all of
 * it may be 40,960 bytes by the service's count.
 *
 * <p>Immutable and thread-safe; keeps the order of keys. Source: "Metadata format", API version
 * 2026-04.
 */
public final class Metadata {
  private static final Metadata EMPTY = new Metadata(Map.of(), false);

  private final Map<String, Object> values;

  /** Whether nobody has looked yet if it keeps the rules for requests. */
  private final boolean received;

  private Metadata(Map<String, Object> values, boolean received) {
    this.values = values;
    this.received = received;
  }

  /** No values at all. */
  public static Metadata empty() {
    return EMPTY;
  }

  /** One string. */
  public static Metadata of(String key, String value) {
    return builder().put(key, value).build();
  }

  /** Begins metadata. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Metadata from a map of strings, numbers, booleans and collections of strings.
   *
   * @throws IllegalArgumentException if a value is of another type, naming its key
   */
  public static Metadata copyOf(Map<String, ?> values) {
    Builder builder = builder();
    values.forEach(builder::putAny);
    return builder.build();
  }

  /**
   * What a service answered, taken as it is: it may break the rules for requests. What metadata
   * cannot hold is left out: nulls, nested objects, and whatever in a list is no string.
   *
   * @param values each a String, a Double, a Boolean, null, or a List or Map of anything; the map
   *     is not copied, so it is the metadata's from now on and must be one that can be changed
   */
  public static Metadata received(Map<String, @Nullable Object> values) {
    for (Object value : values.values()) {
      if (value == null || value instanceof List || value instanceof Map) {
        leaveOut(values);
        break;
      }
    }
    return values.isEmpty() ? EMPTY : new Metadata(withoutNulls(values), true);
  }

  private static void leaveOut(Map<String, @Nullable Object> values) {
    values.replaceAll((key, value) -> value instanceof List<?> list ? strings(list) : value);
    values.values().removeIf(value -> value == null || value instanceof Map);
  }

  private static List<String> strings(List<?> list) {
    return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  // By now there are none, and none can come in.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> values) {
    return Collections.unmodifiableMap((Map<String, Object>) (Map<String, ?>) values);
  }

  /** The same, as it may stand in a request. */
  Metadata checked() {
    return received ? copyOf(values) : this;
  }

  /** Whether there are no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The keys, in order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** The string at a key; empty if there is none or it is of another type. */
  public Optional<String> string(String key) {
    return values.get(key) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** The number at a key; empty if there is none or it is of another type. */
  public OptionalDouble number(String key) {
    return values.get(key) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
  }

  /** The boolean at a key; empty if there is none or it is of another type. */
  public Optional<Boolean> bool(String key) {
    return values.get(key) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /** The list of strings at a key; empty if there is none or it is of another type. */
  public Optional<List<String>> strings(String key) {
    return values.get(key) instanceof List<?> list
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /** All values: each a String, a Double, a Boolean or an unmodifiable list of Strings. */
  public Map<String, Object> asMap() {
    return values;
  }

  /** All values as a JSON object, in the order of keys; whole numbers without a fraction. */
  public String toJson() {
    return JsonText.of(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Metadata that && that.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** How many values there are, not which. */
  @Override
  public String toString() {
    return "Metadata[" + values.size() + "]";
  }

  /** Builds {@link Metadata}; a key that is given again replaces the first. */
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    /** A string, of any characters. */
    public Builder put(String key, String value) {
      return putChecked(key, Check.text("metadata '" + key + "'", value));
    }

    /** A finite number. */
    public Builder put(String key, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "metadata '" + key + "' is " + value + ", expected a finite number");
      }
      return putChecked(key, value);
    }

    /** A whole number that a 64-bit float holds exactly: at most 2^53 either way. */
    public Builder put(String key, long value) {
      return putChecked(key, Check.exact("metadata '" + key + "'", value));
    }

    /** A boolean. */
    public Builder put(String key, boolean value) {
      return putChecked(key, value);
    }

    /** A list of strings; it may be empty. */
    public Builder put(String key, Collection<String> values) {
      List<String> copy = List.copyOf(values);
      copy.forEach(value -> Check.text("metadata '" + key + "'", value));
      return putChecked(key, copy);
    }

    private void putAny(String key, @Nullable Object value) {
      if (value instanceof String s) {
        put(key, s);
      } else if (value instanceof Boolean b) {
        put(key, b.booleanValue());
      } else if (value instanceof Long
          || value instanceof Integer
          || value instanceof Short
          || value instanceof Byte) {
        put(key, ((Number) value).longValue());
      } else if (value instanceof Double || value instanceof Float) {
        put(key, ((Number) value).doubleValue());
      } else if (value instanceof Collection<?> c
          && c.stream().allMatch(String.class::isInstance)) {
        put(key, c.stream().map(String.class::cast).toList());
      } else {
        throw new IllegalArgumentException(
            "metadata '"
                + key
                + "' is "
                + (value == null ? "null" : "of type " + value.getClass().getSimpleName())
                + ", expected a string, number, boolean or list of strings");
      }
    }

    private Builder putChecked(String key, Object value) {
      if (key.startsWith("$")) {
        throw new IllegalArgumentException("metadata key '" + key + "' begins with '$'");
      }
      values.put(Check.text("metadata key", key), value);
      return this;
    }

    /** The metadata. */
    public Metadata build() {
      return values.isEmpty()
          ? EMPTY
          : new Metadata(Collections.unmodifiableMap(new LinkedHashMap<>(values)), false);
    }
  }
}
