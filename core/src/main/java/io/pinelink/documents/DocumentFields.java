package io.pinelink.documents;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * The fields of a document by name: strings, numbers, booleans, lists of strings, dense values and
 * sparse values. Values of other kinds, which a newer service may return, are kept and can be
 * written back.
 *
 * <p>The service stores every number as a 64-bit float. A name has at most 64 bytes in UTF-8, and
 * must not begin with {@code $} or {@code _}.
 *
 * <p>Immutable and thread-safe; keeps the order of names. Source: upsertDocuments, API version
 * 2026-07.
 */
public sealed class DocumentFields
    permits io.pinelink.internal.response.DocumentResponses.ReceivedFields {
  private static final DocumentFields EMPTY = new DocumentFields(Map.of(), false);
  private static final int MAX_NAME_BYTES = 64;

  private final Map<String, @Nullable Object> values;

  /**
   * True if the content came from the service and was not checked against the rules for requests.
   */
  private final boolean received;

  private DocumentFields(Map<String, @Nullable Object> values, boolean received) {
    this.values = values;
    this.received = received;
  }

  /** For fields of responses, which are not checked. */
  protected DocumentFields(Map<String, @Nullable Object> values) {
    this(Collections.unmodifiableMap(values), true);
  }

  /** Returns an object without fields. */
  public static DocumentFields empty() {
    return EMPTY;
  }

  /** Creates a builder for fields. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns this object, checked against the rules for requests. */
  DocumentFields checked() {
    if (!received) {
      return this;
    }
    Builder builder = builder();
    values.forEach(builder::putAny);
    return builder.build();
  }

  /** Returns whether there are no fields. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Returns the names, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** Returns the string of a field; empty if it does not exist or is of another kind. */
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

  /** Returns the list of strings of a field; empty if it does not exist or is of another kind. */
  public Optional<List<String>> strings(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  /** Returns the dense values of a field; empty if it does not exist or is of another kind. */
  public Optional<DenseValues> dense(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof DenseValues dense ? Optional.of(dense) : Optional.empty();
  }

  /** Returns the sparse values of a field; empty if it does not exist or is of another kind. */
  public Optional<SparseValues> sparse(String name) {
    Objects.requireNonNull(name, "name is null");
    return values.get(name) instanceof SparseValues sparse ? Optional.of(sparse) : Optional.empty();
  }

  /**
   * Returns all fields: each a String, a Double, a Boolean, an unmodifiable list of Strings, {@link
   * DenseValues} or {@link SparseValues}. Values of other kinds, which only responses have, are
   * unmodifiable Lists, unmodifiable Maps or null.
   */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /**
   * Returns all fields as a JSON object, in the order of names and in the service's form, with
   * whole numbers without a fraction.
   */
  public String toJson() {
    return JsonText.of(json());
  }

  /** Returns the fields as {@link JsonText} expects them. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    values.forEach((name, value) -> json.put(name, json(value)));
    return json;
  }

  private static @Nullable Object json(@Nullable Object value) {
    if (value instanceof DenseValues dense) {
      return dense.values();
    }
    if (value instanceof SparseValues sparse) {
      List<Long> indices = new ArrayList<>();
      for (int i = 0; i < sparse.size(); i++) {
        indices.add(sparse.index(i));
      }
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("indices", indices);
      parts.put("values", sparse.values());
      return parts;
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DocumentFields that && that.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the number of fields, not their content. */
  @Override
  public String toString() {
    return "DocumentFields[" + values.size() + "]";
  }

  /** Returns the name of a field after checking it. */
  static String checkedName(String name) {
    if (name.startsWith("$") || name.startsWith("_")) {
      throw new IllegalArgumentException(
          "field name is '" + name + "', expected one that does not begin with '$' or '_'");
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          "field name '" + name + "' has " + bytes + " bytes, expected at most " + MAX_NAME_BYTES);
    }
    return Check.text("field name", name);
  }

  /** Builds {@link DocumentFields}; setting a name again replaces its value. */
  public static final class Builder {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Builder() {}

    /** Sets a field to a string. */
    public Builder put(String name, String value) {
      Objects.requireNonNull(value, "value is null");
      return putChecked(name, Check.text("field '" + name + "'", value));
    }

    /** Sets a field to a finite number. */
    public Builder put(String name, double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "field '" + name + "' is " + value + ", expected a finite number");
      }
      return putChecked(name, value);
    }

    /**
     * Sets a field to a whole number that a 64-bit float represents exactly: from -2^53 to 2^53.
     */
    public Builder put(String name, long value) {
      return putChecked(name, Check.exact("field '" + name + "'", value));
    }

    /** Sets a field to a boolean. */
    public Builder put(String name, boolean value) {
      return putChecked(name, value);
    }

    /** Sets a field to a list of strings, which may be empty. */
    public Builder put(String name, Collection<String> values) {
      List<String> copy = Check.copy("values", values);
      copy.forEach(value -> Check.text("field '" + name + "'", value));
      return putChecked(name, copy);
    }

    /** Sets a field to dense values: 1 to 20,000 finite floats, copied once, here. */
    public Builder put(String name, float[] values) {
      Objects.requireNonNull(values, "values is null");
      Check.ownDense("field '" + name + "'", values);
      return putChecked(name, DenseValues.of(values));
    }

    /** Sets a field to dense values. */
    public Builder put(String name, DenseValues values) {
      // They may come from a response, and violate the rules for requests.
      return put(name, values.values());
    }

    /** Sets a field to sparse values. */
    public Builder put(String name, SparseValues values) {
      return putChecked(name, SparseValues.of(values.indices(), values.values()));
    }

    private void putAny(String name, @Nullable Object value) {
      if (value instanceof String text) {
        put(name, text);
      } else if (value instanceof DenseValues dense) {
        put(name, dense);
      } else if (value instanceof SparseValues sparse) {
        put(name, sparse);
      } else if (value instanceof List<?> list
          && list.stream().allMatch(String.class::isInstance)) {
        put(name, list.stream().map(String.class::cast).toList());
      } else if (value != null) {
        putChecked(name, copy(value));
      }
    }

    /** Returns a value of any kind without what its owner can change. */
    private static @Nullable Object copy(@Nullable Object value) {
      if (value instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(copy(element)));
        return Collections.unmodifiableList(copy);
      }
      if (value instanceof Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(key, copy(element)));
        return Collections.unmodifiableMap(copy);
      }
      return value;
    }

    private Builder putChecked(String name, @Nullable Object value) {
      values.put(checkedName(name), value);
      return this;
    }

    /** Builds the fields. */
    public DocumentFields build() {
      return values.isEmpty()
          ? EMPTY
          : new DocumentFields(Collections.unmodifiableMap(new LinkedHashMap<>(values)), false);
    }
  }
}
