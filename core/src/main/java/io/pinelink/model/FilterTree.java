package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter as the service's JSON object.
 *
 * @param asMap each value a String, a Double, a Boolean, a map of the same kind, or a list of these
 */
record FilterTree(Map<String, Object> asMap) implements Filter {
  static final int MAX_OPERANDS = 10_000;

  private static final Set<String> LOGIC = Set.of("$and", "$or");
  private static final Set<String> ANY_VALUE = Set.of("$eq", "$ne");
  private static final Set<String> NUMBERS = Set.of("$gt", "$gte", "$lt", "$lte");
  private static final Set<String> LISTS = Set.of("$in", "$nin");
  private static final Set<String> TEXTS = Set.of("$match_phrase", "$match_all", "$match_any");
  private static final int MAX_DEPTH = 100;

  /** See {@link Filter#copyOf(Map)}. */
  static Filter copyOf(Map<?, ?> json) {
    return all(json, 0);
  }

  private static Filter all(Map<?, ?> json, int depth) {
    if (json.isEmpty()) {
      throw new IllegalArgumentException("filter has no conditions, expected at least one");
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("filter is nested in more than " + MAX_DEPTH + " levels");
    }
    List<Filter> conditions = new ArrayList<>();
    json.forEach((key, value) -> add(conditions, String.valueOf(key), value, depth));
    return conditions.size() == 1
        ? conditions.get(0)
        : Filter.allOf(conditions.toArray(Filter[]::new));
  }

  private static void add(List<Filter> conditions, String key, @Nullable Object value, int depth) {
    if (LOGIC.contains(key)) {
      conditions.add(logic(key, value, depth));
    } else if (key.startsWith("$")) {
      throw new IllegalArgumentException(
          "filter has the operator '" + key + "' in place of a field, expected $and or $or");
    } else if (value instanceof Map<?, ?> operators) {
      if (operators.isEmpty()) {
        throw new IllegalArgumentException("filter on '" + key + "' has no operator");
      }
      operators.forEach((name, operand) -> conditions.add(one(key, String.valueOf(name), operand)));
    } else {
      conditions.add(one(key, "$eq", value));
    }
  }

  private static Filter logic(String operator, @Nullable Object value, int depth) {
    if (!(value instanceof Collection<?> parts)) {
      throw refused(operator, value, "a list of conditions");
    }
    List<Filter> conditions = new ArrayList<>();
    for (Object part : parts) {
      if (!(part instanceof Map<?, ?> condition)) {
        throw refused(operator, part, "conditions in its list");
      }
      conditions.add(all(condition, depth + 1));
    }
    Filter[] all = conditions.toArray(Filter[]::new);
    return operator.equals("$and") ? Filter.allOf(all) : Filter.anyOf(all);
  }

  private static Filter one(String field, String operator, @Nullable Object operand) {
    String place = "filter on '" + field + "': " + operator;
    Check.text("filter field", field);
    return new FilterTree(Map.of(field, Map.of(operator, operand(place, operator, operand))));
  }

  private static Object operand(String place, String operator, @Nullable Object operand) {
    if (ANY_VALUE.contains(operator)) {
      return scalar(place, operand);
    }
    if (NUMBERS.contains(operator)) {
      if (operand instanceof Number number) {
        return number(place, number);
      }
      throw refused(place, operand, "a number");
    }
    if (LISTS.contains(operator)) {
      return operands(place, operator, operand);
    }
    if (operator.equals("$exists")) {
      if (operand instanceof Boolean) {
        return operand;
      }
      throw refused(place, operand, "true or false");
    }
    if (TEXTS.contains(operator)) {
      if (operand instanceof String text) {
        return Check.notBlank(place, Check.text(place, text));
      }
      throw refused(place, operand, "a text");
    }
    throw new IllegalArgumentException(place + " is an unknown operator");
  }

  private static List<Object> operands(String place, String operator, @Nullable Object operand) {
    if (!(operand instanceof Collection<?> values)) {
      throw refused(place, operand, "a list");
    }
    // An empty $nin would match everything.
    int min = operator.equals("$nin") ? 1 : 0;
    Check.range(place + ": number of operands", values.size(), min, MAX_OPERANDS);
    List<Object> operands = new ArrayList<>();
    for (Object value : values) {
      operands.add(scalar(place, value));
    }
    return List.copyOf(operands);
  }

  private static Object scalar(String place, @Nullable Object value) {
    if (value instanceof String text) {
      return Check.text(place, text);
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(place, number);
    }
    throw refused(place, value, "a text, a number, true or false");
  }

  private static Double number(String place, Number number) {
    if (number instanceof Long || number instanceof Integer) {
      return Check.exact(place, number.longValue());
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw refused(place, value, "a finite number");
    }
    return value;
  }

  private static IllegalArgumentException refused(
      String place, @Nullable Object value, String expected) {
    String kind = value == null ? "null" : value.getClass().getSimpleName();
    String shown = value instanceof Number || value instanceof Boolean ? value.toString() : kind;
    return new IllegalArgumentException(place + " is " + shown + ", expected " + expected);
  }

  @Override
  public String toString() {
    return "Filter" + asMap.keySet();
  }
}
