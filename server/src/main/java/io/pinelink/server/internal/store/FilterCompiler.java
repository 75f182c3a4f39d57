package io.pinelink.server.internal.store;

import io.pinelink.server.internal.metadata.MetadataFilter;
import io.pinelink.server.internal.metadata.MetadataFilter.Condition;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A compiler of metadata filters to predicates, which refuses invalid filters.
 *
 * <p>Where the service's behaviour is not known: {@code $ne} and {@code $nin} match a record that
 * lacks the field, and a clause on a field that is not in the index's schema matches nothing.
 */
public final class FilterCompiler {
  static final int MAX_OPERANDS = 10_000;

  private static final Set<String> TEXT_OPERATORS =
      Set.of("$match_phrase", "$match_all", "$match_any");

  private final @Nullable Set<String> filterable;
  private final @Nullable TextMatches texts;

  /**
   * A compiler of the conditions on the words of a full-text field.
   *
   * @see #withTextMatches
   */
  @FunctionalInterface
  public interface TextMatches {
    /**
     * Compiles one condition, or refuses it.
     *
     * @param operator {@code $match_phrase}, {@code $match_all} or {@code $match_any}
     */
    Predicate<Map<String, Object>> compile(String field, String operator, @Nullable Object operand);
  }

  /**
   * @param filterable the fields that can be filtered; null for all
   */
  FilterCompiler(@Nullable Set<String> filterable) {
    this(filterable, null);
  }

  private FilterCompiler(@Nullable Set<String> filterable, @Nullable TextMatches texts) {
    this.filterable = filterable;
    this.texts = texts;
  }

  /** Returns a compiler that knows the text-match operators of document indexes. */
  public FilterCompiler withTextMatches(TextMatches matches) {
    return new FilterCompiler(filterable, matches);
  }

  /** Compiles a filter; an empty filter matches everything. */
  public Predicate<Map<String, Object>> compile(Map<?, ? extends @Nullable Object> filter) {
    List<Predicate<Map<String, Object>>> clauses = new ArrayList<>();
    filter.forEach((key, operand) -> clauses.add(clause(String.valueOf(key), operand)));
    return all(clauses);
  }

  /** Compiles the filter of a write, which must not be empty at any depth. */
  public Predicate<Map<String, Object>> compileNonEmpty(Map<?, ? extends @Nullable Object> filter) {
    checkNotEmpty(filter);
    return compile(filter);
  }

  /** Refuses a filter that is empty at any depth. */
  public static void checkNotEmpty(Map<?, ? extends @Nullable Object> filter) {
    if (filter.isEmpty()) {
      throw RpcException.invalid("Filter must not be empty");
    }
    for (String key : List.of("$and", "$or")) {
      if (filter.get(key) instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Map<?, ?> nested) {
            checkNotEmpty(nested);
          }
        }
      }
    }
  }

  private Predicate<Map<String, Object>> clause(String key, @Nullable Object operand) {
    if (key.equals("$and")) {
      return all(filters(key, operand));
    }
    if (key.equals("$or")) {
      return new MetadataFilter.Any(filters(key, operand));
    }
    if (key.startsWith("$")) {
      throw RpcException.invalid("Only $and and $or are allowed at the top level, got " + key);
    }
    return operand instanceof Map<?, ?> operators
        ? operators(key, operators)
        : onValue(key, equalTo("$eq", operand));
  }

  private Predicate<Map<String, Object>> onValue(String field, Condition condition) {
    return filterable == null || filterable.contains(field)
        ? new MetadataFilter.Field(field, condition)
        : new MetadataFilter.Any(List.of());
  }

  private List<Predicate<Map<String, Object>>> filters(String key, @Nullable Object operand) {
    if (!(operand instanceof List<?> list) || list.isEmpty()) {
      throw RpcException.invalid(
          key + " needs a list of at least one filter, got " + PlainJson.text(operand));
    }
    List<Predicate<Map<String, Object>>> filters = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> filter)) {
        throw RpcException.invalid(
            key + " needs a list of filters, got " + PlainJson.text(operand));
      }
      filters.add(compile(filter));
    }
    return filters;
  }

  private Predicate<Map<String, Object>> operators(String field, Map<?, ?> operators) {
    if (operators.isEmpty()) {
      throw RpcException.invalid("Field '" + field + "' needs at least one operator");
    }
    List<Predicate<Map<String, Object>>> conditions = new ArrayList<>();
    operators.forEach(
        (key, operand) -> {
          String name = String.valueOf(key);
          conditions.add(
              texts != null && TEXT_OPERATORS.contains(name)
                  ? texts.compile(field, name, operand)
                  : onValue(field, operator(name, operand)));
        });
    return all(conditions);
  }

  private static Condition operator(String name, @Nullable Object operand) {
    return switch (name) {
      case "$eq" -> equalTo(name, operand);
      case "$ne" -> equalTo(name, operand).negate();
      case "$gt" -> compared(name, operand, order -> order > 0);
      case "$gte" -> compared(name, operand, order -> order >= 0);
      case "$lt" -> compared(name, operand, order -> order < 0);
      case "$lte" -> compared(name, operand, order -> order <= 0);
      case "$in" -> oneOf(name, operand);
      case "$nin" -> oneOf(name, operand).negate();
      case "$exists" -> exists(operand);
      default -> throw RpcException.invalid("Unknown filter operator " + name);
    };
  }

  /** Returns an equality condition; a list equals each string that it contains. */
  private static Condition equalTo(String name, @Nullable Object operand) {
    if (!(operand instanceof String || operand instanceof Double || operand instanceof Boolean)) {
      throw badOperand(name, "a string, a number or a boolean", operand);
    }
    if (operand instanceof Double number) {
      return new EqualToNumber(number);
    }
    return stored ->
        stored instanceof List<?> list ? list.contains(operand) : operand.equals(stored);
  }

  private static Condition oneOf(String name, @Nullable Object operand) {
    if (!(operand instanceof List<?> list)) {
      throw badOperand(name, "a list of strings or numbers", operand);
    }
    if (list.size() > MAX_OPERANDS) {
      throw RpcException.invalid(
          name + " has " + list.size() + " values, which exceeds the limit of " + MAX_OPERANDS);
    }
    Set<Object> values = new HashSet<>();
    for (Object element : list) {
      if (element instanceof String) {
        values.add(element);
      } else if (element instanceof Double number) {
        values.add(positiveZero(number));
      } else {
        throw badOperand(name, "a list of strings or numbers", operand);
      }
    }
    return stored -> {
      if (stored instanceof List<?> strings) {
        return strings.stream().anyMatch(values::contains);
      }
      return stored instanceof Double number
          ? values.contains(positiveZero(number))
          : stored != null && values.contains(stored);
    };
  }

  private static Condition compared(String name, @Nullable Object operand, DoublePredicate wanted) {
    if (!(operand instanceof Double bound)) {
      throw badOperand(name, "a number", operand);
    }
    double end = positiveZero(bound);
    return new OnNumbers(stored -> wanted.test(Double.compare(positiveZero(stored), end)));
  }

  private static Condition exists(@Nullable Object operand) {
    if (!(operand instanceof Boolean wanted)) {
      throw badOperand("$exists", "a boolean", operand);
    }
    return stored -> (stored != null) == wanted;
  }

  /** Equality with a number; a list equals each number that it contains. */
  private record EqualToNumber(double operand) implements Condition {
    @Override
    public boolean test(@Nullable Object stored) {
      return stored instanceof List<?> list
          ? list.contains(operand)
          : stored instanceof Double number && number == operand;
    }

    @Override
    public boolean test(double number) {
      return number == operand;
    }
  }

  /** A condition that only a number satisfies. */
  private record OnNumbers(DoublePredicate numbers) implements Condition {
    @Override
    public boolean test(@Nullable Object stored) {
      return stored instanceof Double number && numbers.test(number);
    }

    @Override
    public boolean test(double number) {
      return numbers.test(number);
    }
  }

  /**
   * Returns 0.0 for -0.0: JSON has one zero, {@link Double#equals} and {@code compare} have two.
   */
  private static double positiveZero(double number) {
    return number == 0 ? 0.0 : number;
  }

  private static RpcException badOperand(String name, String wanted, @Nullable Object operand) {
    return RpcException.invalid(name + " needs " + wanted + ", got " + PlainJson.text(operand));
  }

  private static Predicate<Map<String, Object>> all(List<Predicate<Map<String, Object>>> clauses) {
    return clauses.size() == 1 ? clauses.get(0) : new MetadataFilter.All(List.copyOf(clauses));
  }
}
