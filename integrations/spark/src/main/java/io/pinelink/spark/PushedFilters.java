package io.pinelink.spark;

import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
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
 *
 * @param fields the columns whose values the service compares as Spark does
 */
record PushedFilters(String idColumn, Set<String> fields) {
  private static final Pattern ID = Pattern.compile("[\\x01-\\x7f]{1,512}");
  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)*)`");
  private static final long EXACT = 1L << 53;
  private static final int MAX_VALUES = 100;

  /** Returns the same, without the filters on some fields. */
  PushedFilters onFields(Predicate<String> filterable) {
    return new PushedFilters(
        idColumn, fields.stream().filter(filterable).collect(Collectors.toSet()));
  }

  /** Returns the ids to which a filter restricts the rows; null if it does not. */
  @Nullable Set<String> ids(org.apache.spark.sql.sources.Filter filter) {
    if (filter instanceof EqualTo equal && idColumn.equals(column(equal.attribute()))) {
      return possible(Stream.of(equal.value()));
    } else if (filter instanceof In in && idColumn.equals(column(in.attribute()))) {
      return possible(Arrays.stream(in.values()));
    }
    return null;
  }

  /** Returns the ids that can exist. A request with another one would be refused. */
  private static Set<String> possible(Stream<@Nullable Object> values) {
    return values
        .filter(value -> value instanceof String id && isId(id))
        .map(value -> (String) value)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns whether a text can be an id, or the prefix of ids. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns the prefix that a filter requires of ids; null if it requires none. */
  @Nullable String prefix(org.apache.spark.sql.sources.Filter filter) {
    return filter instanceof StringStartsWith starts
            && idColumn.equals(column(starts.attribute()))
            && isId(starts.value())
        ? starts.value()
        : null;
  }

  /** Returns the filter of metadata; null if the service cannot compare as Spark does. */
  @Nullable Filter metadata(org.apache.spark.sql.sources.Filter filter) {
    if (filter instanceof And and) {
      return conjunction(and);
    } else if (filter instanceof Or or) {
      return disjunction(or);
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

  /** Returns what it can: each of the parts alone returns more. */
  private @Nullable Filter conjunction(And and) {
    Filter[] all =
        parts(and)
            .map(this::metadata)
            .filter(Objects::nonNull)
            .limit(MAX_VALUES)
            .toArray(Filter[]::new);
    return all.length == 0 ? null : Filter.allOf(all);
  }

  private static Stream<org.apache.spark.sql.sources.Filter> parts(
      org.apache.spark.sql.sources.Filter filter) {
    return filter instanceof And and
        ? Stream.concat(parts(and.left()), parts(and.right()))
        : Stream.of(filter);
  }

  /** Returns one list of all alternatives: lists in lists would be too deep for a request. */
  private @Nullable Filter disjunction(Or or) {
    List<Filter> any = new ArrayList<>();
    for (var alternative : alternatives(or).toList()) {
      Filter one = metadata(alternative);
      if (one == null || any.size() == MAX_VALUES) {
        return null;
      }
      any.add(one);
    }
    return Filter.anyOf(any.toArray(Filter[]::new));
  }

  private static Stream<org.apache.spark.sql.sources.Filter> alternatives(
      org.apache.spark.sql.sources.Filter filter) {
    return filter instanceof Or or
        ? Stream.concat(alternatives(or.left()), alternatives(or.right()))
        : Stream.of(filter);
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

  private @Nullable Filter ordered(String attribute, String operator, Object value) {
    return value instanceof Number ? compared(attribute, operator, value) : null;
  }

  private @Nullable Filter compared(String attribute, String operator, Object value) {
    String column = column(attribute);
    return column != null && fields.contains(column) && isExact(value)
        ? Filter.copyOf(Map.of(column, Map.of(operator, value)))
        : null;
  }

  /** Returns the name of a column, which Spark quotes if it must; null for a part of a struct. */
  private static @Nullable String column(String attribute) {
    Matcher quoted = QUOTED.matcher(attribute);
    if (quoted.matches()) {
      return quoted.group(1).replace("``", "`");
    }
    return attribute.indexOf('.') < 0 ? attribute : null;
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
