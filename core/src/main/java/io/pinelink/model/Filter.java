package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on metadata, in the service's filter language.
 *
 * <pre>{@code
 * Filter.eq("lang", "et").and(Filter.gte("pages", 100).or(Filter.in("tags", "classic", "poetry")))
 * }</pre>
 *
 * <p>Comparisons are exact and mind upper and lower case. A field that holds a list of strings is
 * equal to a string if any element is. A field of another type than the operand does not match.
 *
 * <p>Immutable and thread-safe. Source: "Filter by metadata", API version 2026-04.
 */
public final class Filter {
  private static final int MAX_OPERANDS = 10_000;

  private final Map<String, Object> tree;

  private Filter(Map<String, Object> tree) {
    this.tree = tree;
  }

  /** The field equals the string, or is a list that holds it. */
  public static Filter eq(String field, String value) {
    return compare(field, "$eq", text(field, value));
  }

  /** The field equals the number. */
  public static Filter eq(String field, double value) {
    return compare(field, "$eq", finite(field, value));
  }

  /** The field equals the whole number, at most 2^53 either way: the service keeps no more. */
  public static Filter eq(String field, long value) {
    return compare(field, "$eq", exact(field, value));
  }

  /** The field equals the boolean. */
  public static Filter eq(String field, boolean value) {
    return compare(field, "$eq", value);
  }

  /** The field does not equal the string, nor is a list that holds it. */
  public static Filter ne(String field, String value) {
    return compare(field, "$ne", text(field, value));
  }

  /** The field does not equal the number. */
  public static Filter ne(String field, double value) {
    return compare(field, "$ne", finite(field, value));
  }

  /**
   * The field does not equal the whole number, at most 2^53 either way: the service keeps no more.
   */
  public static Filter ne(String field, long value) {
    return compare(field, "$ne", exact(field, value));
  }

  /** The field does not equal the boolean. */
  public static Filter ne(String field, boolean value) {
    return compare(field, "$ne", value);
  }

  /** The field is a number above the operand. */
  public static Filter gt(String field, double value) {
    return compare(field, "$gt", finite(field, value));
  }

  /** The field is a number above the operand, a whole number of at most 2^53 either way. */
  public static Filter gt(String field, long value) {
    return compare(field, "$gt", exact(field, value));
  }

  /** The field is a number above or equal to the operand. */
  public static Filter gte(String field, double value) {
    return compare(field, "$gte", finite(field, value));
  }

  /**
   * The field is a number above or equal to the operand, a whole number of at most 2^53 either way.
   */
  public static Filter gte(String field, long value) {
    return compare(field, "$gte", exact(field, value));
  }

  /** The field is a number below the operand. */
  public static Filter lt(String field, double value) {
    return compare(field, "$lt", finite(field, value));
  }

  /** The field is a number below the operand, a whole number of at most 2^53 either way. */
  public static Filter lt(String field, long value) {
    return compare(field, "$lt", exact(field, value));
  }

  /** The field is a number below or equal to the operand. */
  public static Filter lte(String field, double value) {
    return compare(field, "$lte", finite(field, value));
  }

  /**
   * The field is a number below or equal to the operand, a whole number of at most 2^53 either way.
   */
  public static Filter lte(String field, long value) {
    return compare(field, "$lte", exact(field, value));
  }

  /** The field is one of the strings, or a list that holds one; at most 10,000 of them. */
  public static Filter in(String field, String... values) {
    return in(field, Arrays.asList(values));
  }

  /** The field is one of the strings, or a list that holds one; at most 10,000 of them. */
  public static Filter in(String field, Collection<String> values) {
    return compare(field, "$in", operands(field, texts(field, values)));
  }

  /** The field is one of the numbers; at most 10,000 of them. */
  public static Filter in(String field, double... values) {
    return compare(field, "$in", operands(field, numbers(field, values)));
  }

  /**
   * The field is one of the numbers, each a whole number of at most 2^53 either way; at most
   * 10,000.
   */
  public static Filter in(String field, long... values) {
    return compare(field, "$in", operands(field, numbers(field, values)));
  }

  /** The field is none of the strings, nor a list that holds one; at most 10,000 of them. */
  public static Filter notIn(String field, String... values) {
    return notIn(field, Arrays.asList(values));
  }

  /** The field is none of the strings, nor a list that holds one; at most 10,000 of them. */
  public static Filter notIn(String field, Collection<String> values) {
    return compare(field, "$nin", operands(field, texts(field, values)));
  }

  /** The field is none of the numbers; at most 10,000 of them. */
  public static Filter notIn(String field, double... values) {
    return compare(field, "$nin", operands(field, numbers(field, values)));
  }

  /**
   * The field is none of the numbers, each a whole number of at most 2^53 either way; at most
   * 10,000.
   */
  public static Filter notIn(String field, long... values) {
    return compare(field, "$nin", operands(field, numbers(field, values)));
  }

  /** The field is there. */
  public static Filter exists(String field) {
    return compare(field, "$exists", true);
  }

  /** The field is not there. */
  public static Filter missing(String field) {
    return compare(field, "$exists", false);
  }

  /** All of the conditions hold; at least one. */
  public static Filter all(Filter... conditions) {
    return combine("$and", conditions);
  }

  /** Any of the conditions holds; at least one. */
  public static Filter any(Filter... conditions) {
    return combine("$or", conditions);
  }

  /** This condition and the other hold. */
  public Filter and(Filter other) {
    return all(this, other);
  }

  /** This condition or the other holds. */
  public Filter or(Filter other) {
    return any(this, other);
  }

  /**
   * The filter as the service's JSON object: each value a String, a Double, a Boolean, a map of the
   * same kind, or a list of these. Unmodifiable.
   */
  public Map<String, Object> asMap() {
    return tree;
  }

  private static Filter compare(String field, String operator, Object operand) {
    if (field.startsWith("$")) {
      throw new IllegalArgumentException("filter field '" + field + "' begins with '$'");
    }
    return new Filter(Map.of(Check.text("filter field", field), Map.of(operator, operand)));
  }

  private static Filter combine(String operator, Filter... conditions) {
    if (conditions.length == 0) {
      throw new IllegalArgumentException(operator + " has no conditions, expected at least one");
    }
    List<Map<String, Object>> trees = Stream.of(conditions).map(Filter::asMap).toList();
    return new Filter(Map.of(operator, trees));
  }

  private static List<?> operands(String field, List<?> values) {
    Check.range("filter on '" + field + "': number of operands", values.size(), 0, MAX_OPERANDS);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Filter that && that.tree.equals(tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** The fields and operators at the top, not the operands. */
  @Override
  public String toString() {
    return "Filter" + tree.keySet();
  }
}
