package io.pinelink.documents;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conversion between a Java type and the values of document fields.
 *
 * @param expected a description of the values that {@code read} accepts
 * @param write sets a field to a value of the Java type
 * @param read returns the value of the Java type for the value of a document field; null if it is
 *     of another kind
 */
record FieldType(String expected, Write write, Function<Object, @Nullable Object> read) {
  /** The largest whole number up to which a 64-bit float represents all. */
  private static final long MAX_EXACT = 1L << 53;

  private static final Map<Class<?>, FieldType> TYPES = types();

  /** Sets a field. */
  @FunctionalInterface
  interface Write {
    void put(DocumentFields.Builder fields, String name, Object value);
  }

  /** Returns the conversion of a type; empty if there is none. */
  static Optional<FieldType> of(Type type) {
    if (type instanceof Class<?> c) {
      return c.isEnum()
          ? Optional.of(ofEnum(c))
          : Optional.ofNullable(TYPES.get(MethodType.methodType(c).wrap().returnType()));
    }
    if (type instanceof ParameterizedType p && p.getActualTypeArguments()[0] == String.class) {
      if (p.getRawType() == List.class) {
        return Optional.of(ofStrings(strings -> strings));
      }
      if (p.getRawType() == Set.class) {
        return Optional.of(
            ofStrings(strings -> Collections.unmodifiableSet(new LinkedHashSet<>(strings))));
      }
    }
    return Optional.empty();
  }

  /** Returns the names of the types that have a conversion. */
  static String supported() {
    return "String, boolean, byte, short, int, long, float, double or a wrapper of these, an enum,"
        + " List<String>, Set<String>, float[], DenseValues, SparseValues, or an Optional of any of"
        + " these";
  }

  private static Map<Class<?>, FieldType> types() {
    Map<Class<?>, FieldType> types = new LinkedHashMap<>();
    types.put(
        String.class,
        new FieldType(
            "a string",
            (fields, name, value) -> fields.put(name, (String) value),
            stored -> stored instanceof String ? stored : null));
    types.put(
        Boolean.class,
        new FieldType(
            "a boolean",
            (fields, name, value) -> fields.put(name, (boolean) value),
            stored -> stored instanceof Boolean ? stored : null));
    types.put(Byte.class, ofWhole(Byte.MIN_VALUE, Byte.MAX_VALUE, d -> (byte) d));
    types.put(Short.class, ofWhole(Short.MIN_VALUE, Short.MAX_VALUE, d -> (short) d));
    types.put(Integer.class, ofWhole(Integer.MIN_VALUE, Integer.MAX_VALUE, d -> (int) d));
    types.put(Long.class, ofWhole(-MAX_EXACT, MAX_EXACT, d -> (long) d));
    types.put(Float.class, ofNumber("a number within the range of float", FieldType::toFloat));
    types.put(Double.class, ofNumber("a number", d -> d));
    types.put(
        float[].class,
        new FieldType(
            "dense values",
            (fields, name, value) -> fields.put(name, (float[]) value),
            stored -> stored instanceof DenseValues dense ? dense.values() : null));
    types.put(
        DenseValues.class,
        new FieldType(
            "dense values",
            (fields, name, value) -> fields.put(name, (DenseValues) value),
            stored -> stored instanceof DenseValues ? stored : null));
    types.put(
        SparseValues.class,
        new FieldType(
            "sparse values",
            (fields, name, value) -> fields.put(name, (SparseValues) value),
            stored -> stored instanceof SparseValues ? stored : null));
    return types;
  }

  /** Returns the conversion of a type of whole numbers within bounds. */
  private static FieldType ofWhole(long min, long max, DoubleFunction<Object> narrow) {
    return new FieldType(
        "a whole number from " + min + " to " + max,
        (fields, name, value) -> fields.put(name, ((Number) value).longValue()),
        stored ->
            stored instanceof Double d && d == Math.rint(d) && d >= min && d <= max
                ? narrow.apply(d)
                : null);
  }

  private static FieldType ofNumber(String expected, DoubleFunction<@Nullable Object> narrow) {
    return new FieldType(
        expected,
        (fields, name, value) -> fields.put(name, ((Number) value).doubleValue()),
        stored -> stored instanceof Double d ? narrow.apply(d) : null);
  }

  private static @Nullable Object toFloat(double value) {
    float narrow = (float) value;
    return Float.isInfinite(narrow) ? null : narrow;
  }

  private static FieldType ofEnum(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return new FieldType(
        "one of " + constants.keySet(),
        (fields, name, value) -> fields.put(name, ((Enum<?>) value).name()),
        stored -> stored instanceof String text ? constants.get(text) : null);
  }

  private static FieldType ofStrings(Function<List<String>, Object> collect) {
    return new FieldType(
        "a list of strings",
        (fields, name, value) ->
            fields.put(name, ((Collection<?>) value).stream().map(String.class::cast).toList()),
        stored ->
            stored instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? collect.apply(list.stream().map(String.class::cast).toList())
                : null);
  }

  /** Returns a description of a field's value without its content, except for numbers. */
  static String describe(Object stored) {
    if (stored instanceof Double || stored instanceof Boolean) {
      return stored.toString();
    }
    if (stored instanceof String) {
      return "a string";
    }
    if (stored instanceof DenseValues) {
      return "dense values";
    }
    if (stored instanceof SparseValues) {
      return "sparse values";
    }
    return stored instanceof List<?> ? "a list" : "an object";
  }
}
