package io.pinelink.model;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named values that are stored with a vector and can be used in filters: strings, numbers, booleans
 * and lists of strings, without nesting.
 *
 * <p>The service stores every number as a 64-bit float. A key must not begin with {@code $}. All
 * metadata of a vector may take 40,960 bytes by the service's count.
 *
 * <p>Immutable and thread-safe; keeps the order of keys. Source: "Metadata format", API version
 * 2026-04.
 */
public sealed class Metadata
    permits io.pinelink.internal.response.VectorResponses.ReceivedMetadata {
  private static final Metadata EMPTY = new Metadata(Map.of(), false);

  private final Map<String, Object> values;

  /**
   * True if the content came from the service and was not checked against the rules for requests.
   */
  private final boolean received;

  private Metadata(Map<String, Object> values, boolean received) {
    this.values = values;
    this.received = received;
  }

  /** For metadata of responses, which is not checked. */
  protected Metadata(Map<String, Object> values) {
    this(Collections.unmodifiableMap(values), true);
  }

  /** Returns metadata without values. */
  public static Metadata empty() {
    return EMPTY;
  }

  /** Returns metadata with one string. */
  public static Metadata of(String key, String value) {
    return builder().put(key, value).build();
  }

  /** Returns metadata with one finite number. */
  public static Metadata of(String key, double value) {
    return builder().put(key, value).build();
  }

  /** Returns metadata with one whole number, from -2^53 to 2^53. */
  public static Metadata of(String key, long value) {
    return builder().put(key, value).build();
  }

  /** Returns metadata with one boolean. */
  public static Metadata of(String key, boolean value) {
    return builder().put(key, value).build();
  }

  /** Creates a metadata builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Creates metadata from a map of strings, numbers, booleans and collections of strings.
   *
   * @throws IllegalArgumentException if a value is of another type; the message contains its key
   */
  public static Metadata copyOf(Map<String, ?> values) {
    Builder builder = builder();
    values.forEach(builder::putAny);
    return builder.build();
  }

  /** Returns this object, checked against the rules for requests. */
  Metadata checked() {
    return received ? copyOf(values) : this;
  }

  /** Returns whether there are no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the keys, in order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Returns the string at a key; empty if it does not exist or is of another type. */
  public Optional<String> string(String key) {
    Objects.requireNonNull(key, "key is null");
    return values.get(key) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** Returns the number at a key; empty if it does not exist or is of another type. */
  public OptionalDouble number(String key) {
    Objects.requireNonNull(key, "key is null");
    return values.get(key) instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
  }

  /** Returns the boolean at a key; empty if it does not exist or is of another type. */
  public Optional<Boolean> bool(String key) {
    Objects.requireNonNull(key, "key is null");
    return values.get(key) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /** Returns the list of strings at a key; empty if it does not exist or is of another type. */
  public Optional<List<String>> strings(String key) {
    Objects.requireNonNull(key, "key is null");
    return values.get(key) instanceof List<?> list
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /** Returns all values: each a String, a Double, a Boolean or an unmodifiable list of Strings. */
  public Map<String, Object> asMap() {
    return values;
  }

  /**
   * Returns all values as a JSON object, in the order of keys, with whole numbers without a
   * fraction.
   */
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

  /** Returns the number of values, not the values. */
  @Override
  public String toString() {
    return "Metadata[" + values.size() + "]";
  }

  /** Builds {@link Metadata}; setting a key again replaces its value. */
  public static final class Builder {
    private Map<String, Object> values = new LinkedHashMap<>();

    /** True if metadata was built of the map, which is then copied before a change. */
    private boolean built;

    private Builder() {}

    /** Sets a string of any characters. */
    public Builder put(String key, String value) {
      Objects.requireNonNull(value, "value is null");
      return putChecked(key, Check.text("metadata '" + key + "'", value));
    }

    /** Sets a finite number. */
    public Builder put(String key, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "metadata '" + key + "' is " + value + ", expected a finite number");
      }
      return putChecked(key, value);
    }

    /** Sets a whole number that a 64-bit float represents exactly: from -2^53 to 2^53. */
    public Builder put(String key, long value) {
      return putChecked(key, Check.exact("metadata '" + key + "'", value));
    }

    /** Sets a boolean. */
    public Builder put(String key, boolean value) {
      return putChecked(key, value);
    }

    /** Sets a list of strings, which may be empty. */
    public Builder put(String key, Collection<String> values) {
      List<String> copy = Check.copy("values", values);
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
            "metadata '%s' is %s, expected a string, number, boolean or list of strings"
                .formatted(
                    key, (value == null ? "null" : "of type " + value.getClass().getSimpleName())));
      }
    }

    private Builder putChecked(String key, Object value) {
      Objects.requireNonNull(key, "key is null");
      if (key.startsWith("$")) {
        throw new IllegalArgumentException("metadata key '" + key + "' begins with '$'");
      }
      if (built) {
        values = new LinkedHashMap<>(values);
        built = false;
      }
      values.put(Check.text("metadata key", key), value);
      return this;
    }

    /** Builds the metadata. */
    public Metadata build() {
      built = true;
      return values.isEmpty() ? EMPTY : new Metadata(Collections.unmodifiableMap(values), false);
    }
  }
}
