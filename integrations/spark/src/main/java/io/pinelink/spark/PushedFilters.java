package io.pinelink.spark;

import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.sources.And;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.GreaterThan;
import org.apache.spark.sql.sources.GreaterThanOrEqual;
import org.apache.spark.sql.sources.In;
import org.apache.spark.sql.sources.LessThan;
import org.apache.spark.sql.sources.LessThanOrEqual;
import org.apache.spark.sql.sources.Not;
import org.apache.spark.sql.sources.Or;
import org.apache.spark.sql.sources.StringStartsWith;
import org.jspecify.annotations.Nullable;

/**
 * The filters of Spark in the form that the service has. What it returns contains at least what
 * they match, and Spark applies all of them again.
 */
final class PushedFilters {
  private static final Pattern ID = Pattern.compile("[\\x01-\\x7f]{1,512}");
  private static final long EXACT = 1L << 53;
  private static final int MAX_VALUES = 100;

  private final String idColumn;
  private final Set<String> fields;

  /**
   * @param fields the columns whose values the service compares as Spark does
   */
  PushedFilters(String idColumn, Set<String> fields) {
    this.idColumn = idColumn;
    this.fields = fields;
  }

  /** Returns the ids to which a filter restricts the rows; null if it does not. */
  @Nullable Set<String> ids(org.apache.spark.sql.sources.Filter filter) {
    if (filter instanceof EqualTo equal && equal.attribute().equals(idColumn)) {
      return possible(Stream.of(equal.value()));
    } else if (filter instanceof In in && in.attribute().equals(idColumn)) {
      return possible(Arrays.stream(in.values()));
    }
    return null;
  }

  /** Returns the ids that can exist. A request with another one would be refused. */
  private static Set<String> possible(Stream<@Nullable Object> values) {
    return values
        .filter(value -> value instanceof String id && ID.matcher(id).matches())
        .map(value -> (String) value)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns the prefix that a filter requires of ids; null if it requires none. */
  @Nullable String prefix(org.apache.spark.sql.sources.Filter filter) {
    return filter instanceof StringStartsWith starts
            && starts.attribute().equals(idColumn)
            && ID.matcher(starts.value()).matches()
        ? starts.value()
        : null;
  }

  /** Returns the filter of metadata; null if the service cannot compare as Spark does. */
  @Nullable Filter metadata(org.apache.spark.sql.sources.Filter filter) {
    if (filter instanceof And and) {
      // Each of the two alone returns more.
      Filter left = metadata(and.left());
      Filter right = metadata(and.right());
      return left == null ? right : right == null ? left : Filter.allOf(left, right);
    } else if (filter instanceof Or or) {
      Filter left = metadata(or.left());
      Filter right = metadata(or.right());
      return left == null || right == null ? null : Filter.anyOf(left, right);
    } else if (filter instanceof EqualTo equal) {
      return compared(equal.attribute(), "$eq", equal.value());
    } else if (filter instanceof Not not && not.child() instanceof EqualTo equal) {
      return compared(equal.attribute(), "$ne", equal.value());
    } else if (filter instanceof In in) {
      return anyOf(in);
    } else if (filter instanceof GreaterThan than) {
      return ordered(than.attribute(), "$gt", than.value());
    } else if (filter instanceof GreaterThanOrEqual than) {
      return ordered(than.attribute(), "$gte", than.value());
    } else if (filter instanceof LessThan than) {
      return ordered(than.attribute(), "$lt", than.value());
    } else if (filter instanceof LessThanOrEqual than) {
      return ordered(than.attribute(), "$lte", than.value());
    }
    return null;
  }

  private @Nullable Filter anyOf(In in) {
    List<Filter> equal = new ArrayList<>();
    for (Object value : in.values()) {
      // A null never matches.
      Filter one = value == null ? null : compared(in.attribute(), "$eq", value);
      if (one != null) {
        equal.add(one);
      } else if (value != null) {
        return null;
      }
    }
    return equal.isEmpty() || equal.size() > MAX_VALUES
        ? null
        : Filter.anyOf(equal.toArray(Filter[]::new));
  }

  private @Nullable Filter ordered(String field, String operator, Object value) {
    return value instanceof Number ? compared(field, operator, value) : null;
  }

  private @Nullable Filter compared(String field, String operator, Object value) {
    return fields.contains(field) && isExact(value)
        ? Filter.copyOf(Map.of(field, Map.of(operator, value)))
        : null;
  }

  /** Returns whether the service compares with the same value: its numbers have 64 bits. */
  private static boolean isExact(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || (value instanceof Double number && Double.isFinite(number))
        || ((value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte)
            && Math.abs(((Number) value).longValue()) <= EXACT);
  }
}
