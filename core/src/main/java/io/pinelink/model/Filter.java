package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A condition on metadata, in the service's filter language.
 *
 * <pre>{@code
 * Filter.eq("lang", "et").and(Filter.gte("pages", 100).or(Filter.in("tags", "classic", "poetry")))
 * }</pre>
 *
 * <p>Comparisons are exact and case-sensitive. A field with a list of strings equals a string if
 * any element does. A field of another type than the operand does not match.
 *
 * <p>An interface, so that {@code Filter.eq("a", 1).eq("b", 2)}, which would drop the first
 * condition, does not compile.
 *
 * <p>Immutable and thread-safe. Source: "Filter by metadata", API version 2026-04, and
 * searchDocuments, API version 2026-07.
 */
public sealed interface Filter permits FilterTree {
  /**
   * Creates a filter that matches if the field equals the string, or is a list that contains it.
   */
  static Filter eq(String field, String value) {
    Objects.requireNonNull(value, "value is null");
    return compare(field, "$eq", text(field, value));
  }

  /** Creates a filter that matches if the field equals the number. */
  static Filter eq(String field, double value) {
    return compare(field, "$eq", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field equals the whole number, from -2^53 to 2^53: the
   * service stores no larger ones.
   */
  static Filter eq(String field, long value) {
    return compare(field, "$eq", exact(field, value));
  }

  /** Creates a filter that matches if the field equals the boolean. */
  static Filter eq(String field, boolean value) {
    return compare(field, "$eq", value);
  }

  /**
   * Creates a filter that matches if the field neither equals the string nor is a list that
   * contains it.
   */
  static Filter ne(String field, String value) {
    Objects.requireNonNull(value, "value is null");
    return compare(field, "$ne", text(field, value));
  }

  /** Creates a filter that matches if the field does not equal the number. */
  static Filter ne(String field, double value) {
    return compare(field, "$ne", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field does not equal the whole number, from -2^53 to 2^53:
   * the service stores no larger ones.
   */
  static Filter ne(String field, long value) {
    return compare(field, "$ne", exact(field, value));
  }

  /** Creates a filter that matches if the field does not equal the boolean. */
  static Filter ne(String field, boolean value) {
    return compare(field, "$ne", value);
  }

  /** Creates a filter that matches if the field is a number greater than the operand. */
  static Filter gt(String field, double value) {
    return compare(field, "$gt", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field is a number greater than the operand, a whole number
   * from -2^53 to 2^53.
   */
  static Filter gt(String field, long value) {
    return compare(field, "$gt", exact(field, value));
  }

  /**
   * Creates a filter that matches if the field is a number greater than or equal to the operand.
   */
  static Filter gte(String field, double value) {
    return compare(field, "$gte", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field is a number greater than or equal to the operand, a
   * whole number from -2^53 to 2^53.
   */
  static Filter gte(String field, long value) {
    return compare(field, "$gte", exact(field, value));
  }

  /** Creates a filter that matches if the field is a number less than the operand. */
  static Filter lt(String field, double value) {
    return compare(field, "$lt", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field is a number less than the operand, a whole number
   * from -2^53 to 2^53.
   */
  static Filter lt(String field, long value) {
    return compare(field, "$lt", exact(field, value));
  }

  /** Creates a filter that matches if the field is a number less than or equal to the operand. */
  static Filter lte(String field, double value) {
    return compare(field, "$lte", finite(field, value));
  }

  /**
   * Creates a filter that matches if the field is a number less than or equal to the operand, a
   * whole number from -2^53 to 2^53.
   */
  static Filter lte(String field, long value) {
    return compare(field, "$lte", exact(field, value));
  }

  /**
   * Creates a filter that matches if the field is one of the strings, or a list that contains one
   * of them; at most 10,000 strings.
   */
  static Filter in(String field, String... values) {
    return in(field, Check.copy("values", values));
  }

  /**
   * Creates a filter that matches if the field is one of the strings, or a list that contains one
   * of them; at most 10,000 strings.
   */
  static Filter in(String field, Collection<String> values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$in", operands(field, texts(field, values), 0));
  }

  /** Creates a filter that matches if the field is one of the numbers; at most 10,000 numbers. */
  static Filter in(String field, double... values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$in", operands(field, numbers(field, values), 0));
  }

  /**
   * Creates a filter that matches if the field is one of the whole numbers, each from -2^53 to
   * 2^53; at most 10,000 numbers.
   */
  static Filter in(String field, long... values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$in", operands(field, numbers(field, values), 0));
  }

  /**
   * Creates a filter that matches if the field is neither one of the strings nor a list that
   * contains one of them; 1 to 10,000 strings. No strings would match everything.
   */
  static Filter notIn(String field, String... values) {
    return notIn(field, Check.copy("values", values));
  }

  /**
   * Creates a filter that matches if the field is neither one of the strings nor a list that
   * contains one of them; 1 to 10,000 strings. No strings would match everything.
   */
  static Filter notIn(String field, Collection<String> values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$nin", operands(field, texts(field, values), 1));
  }

  /**
   * Creates a filter that matches if the field is none of the numbers; 1 to 10,000 numbers. No
   * numbers would match everything.
   */
  static Filter notIn(String field, double... values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$nin", operands(field, numbers(field, values), 1));
  }

  /**
   * Creates a filter that matches if the field is none of the whole numbers, each from -2^53 to
   * 2^53; 1 to 10,000 numbers. No numbers would match everything.
   */
  static Filter notIn(String field, long... values) {
    Objects.requireNonNull(values, "values is null");
    return compare(field, "$nin", operands(field, numbers(field, values), 1));
  }

  /** Creates a filter that matches if the field exists. */
  static Filter exists(String field) {
    return compare(field, "$exists", true);
  }

  /** Creates a filter that matches if the field does not exist. */
  static Filter missing(String field) {
    return compare(field, "$exists", false);
  }

  /**
   * Creates a filter that matches if a full-text field contains the words of a text next to each
   * other and in this order. Only searches of documents accept it.
   */
  static Filter matchPhrase(String field, String text) {
    Objects.requireNonNull(text, "text is null");
    return compare(field, "$match_phrase", words(field, text));
  }

  /**
   * Creates a filter that matches if a full-text field contains all words of a text. Only searches
   * of documents accept it.
   */
  static Filter matchAll(String field, String text) {
    Objects.requireNonNull(text, "text is null");
    return compare(field, "$match_all", words(field, text));
  }

  /**
   * Creates a filter that matches if a full-text field contains any word of a text. Only searches
   * of documents accept it.
   */
  static Filter matchAny(String field, String text) {
    Objects.requireNonNull(text, "text is null");
    return compare(field, "$match_any", words(field, text));
  }

  /**
   * Creates a filter from the service's JSON object, as a parser of JSON returns it. Several
   * conditions in one object must all match, and a value in place of a condition stands for {@code
   * $eq}: {@code {"lang": "et", "pages": {"$gte": 100}}}.
   *
   * @param json each value a String, a Boolean, a finite Number from -2^53 to 2^53 if it is whole,
   *     a Map of the same kind, or a Collection of these; at least one condition
   * @throws IllegalArgumentException if an operator is unknown, or its operand of the wrong type;
   *     the message names both
   */
  static Filter copyOf(Map<String, ?> json) {
    return FilterTree.copyOf(Objects.requireNonNull(json, "json is null"));
  }

  /** Creates a filter that matches if all of the conditions match; at least one condition. */
  static Filter allOf(Filter... conditions) {
    return combine("$and", conditions);
  }

  /** Creates a filter that matches if any of the conditions matches; at least one condition. */
  static Filter anyOf(Filter... conditions) {
    return combine("$or", conditions);
  }

  /** Returns a filter that matches if both this condition and the other match. */
  default Filter and(Filter other) {
    Objects.requireNonNull(other, "other is null");
    return allOf(this, other);
  }

  /** Returns a filter that matches if this condition or the other matches. */
  default Filter or(Filter other) {
    Objects.requireNonNull(other, "other is null");
    return anyOf(this, other);
  }

  /**
   * Returns the filter as the service's JSON object: each value a String, a Double, a Boolean, a
   * map of the same kind, or a list of these. Unmodifiable.
   */
  Map<String, Object> asMap();

  /** Returns the fields and operators of the top level, not the operands. */
  @Override
  String toString();

  private static Filter compare(String field, String operator, Object operand) {
    if (field.startsWith("$")) {
      throw new IllegalArgumentException("filter field '" + field + "' begins with '$'");
    }
    return new FilterTree(Map.of(Check.text("filter field", field), Map.of(operator, operand)));
  }

  private static Filter combine(String operator, Filter... conditions) {
    if (conditions.length == 0) {
      throw new IllegalArgumentException(operator + " has no conditions, expected at least one");
    }
    List<Map<String, Object>> trees = Stream.of(conditions).map(Filter::asMap).toList();
    return new FilterTree(Map.of(operator, trees));
  }

  private static List<?> operands(String field, List<?> values, int min) {
    Check.range(
        "filter on '" + field + "': number of operands",
        values.size(),
        min,
        FilterTree.MAX_OPERANDS);
    return values;
  }

  private static List<Double> numbers(String field, double... values) {
    return Arrays.stream(values).map(value -> finite(field, value)).boxed().toList();
  }

  private static List<Double> numbers(String field, long... values) {
    return Arrays.stream(values).mapToObj(value -> exact(field, value)).toList();
  }

  private static List<String> texts(String field, Collection<String> values) {
    List<String> copy = List.copyOf(values);
    copy.forEach(value -> text(field, value));
    return copy;
  }

  private static String text(String field, String value) {
    return Check.text("filter on '" + field + "'", value);
  }

  private static String words(String field, String text) {
    return Check.notBlank("filter on '" + field + "'", text(field, text));
  }

  private static double exact(String field, long value) {
    return Check.exact("filter on '" + field + "'", value);
  }

  private static double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "filter on '" + field + "' has the operand " + value + ", expected a finite number");
    }
    return value;
  }
}
