package io.pinelink.springai;

import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.filter.Filter.ExpressionType;
import org.springframework.ai.vectorstore.filter.Filter.Group;
import org.springframework.ai.vectorstore.filter.Filter.Operand;
import org.springframework.ai.vectorstore.filter.Filter.Value;

/**
 * Translates Spring AI's filter expressions to filters of the service.
 *
 * <p>The service has no negation, so {@code NOT} is pushed down to the comparisons. Of these, only
 * {@code NE} and {@code NIN} match a missing key, so the negation of a range gets a condition that
 * does too.
 */
final class FilterExpressions {
  private FilterExpressions() {}

  /**
   * Returns the filter that matches what the expression matches.
   *
   * @throws IllegalArgumentException if the expression is incomplete, or the service has no such
   *     condition; the message contains the key
   */
  static Filter translate(Expression expression) {
    return translate(expression, false);
  }

  private static Filter translate(@Nullable Operand operand, boolean negated) {
    Expression expression = expression(operand);
    return switch (expression.type()) {
      case NOT -> translate(expression.left(), !negated);
      case AND, OR -> combine(expression, negated);
      case EQ -> equal(key(expression), single(expression), negated);
      case NE -> equal(key(expression), single(expression), !negated);
      case IN -> in(key(expression), several(expression), negated);
      case NIN -> in(key(expression), several(expression), !negated);
      case GT, GTE, LT, LTE -> range(expression, negated);
      case ISNULL -> exists(key(expression), negated);
      case ISNOTNULL -> exists(key(expression), !negated);
    };
  }

  private static Expression expression(@Nullable Operand operand) {
    if (operand instanceof Group group) {
      return expression(group.content());
    }
    if (operand instanceof Expression expression && expression.type() != null) {
      return expression;
    }
    throw new IllegalArgumentException(
        "filter contains " + operand + " as a condition, expected an expression or a group");
  }

  private static Filter combine(Expression expression, boolean negated) {
    boolean all = expression.type() == ExpressionType.AND != negated;
    List<Filter> operands = new ArrayList<>();
    collect(expression, negated, all, operands);
    return combined(all, operands);
  }

  /**
   * Adds the operands of nested expressions of one kind, so that a long chain does not become a
   * deep tree, which decoders refuse.
   */
  private static void collect(
      @Nullable Operand operand, boolean negated, boolean all, List<Filter> operands) {
    Expression expression = expression(operand);
    ExpressionType same = all != negated ? ExpressionType.AND : ExpressionType.OR;
    if (expression.type() == ExpressionType.NOT) {
      collect(expression.left(), !negated, all, operands);
    } else if (expression.type() == same) {
      collect(expression.left(), negated, all, operands);
      collect(expression.right(), negated, all, operands);
    } else {
      operands.add(translate(expression, negated));
    }
  }

  private static Filter combined(boolean all, List<Filter> conditions) {
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    Filter[] operands = conditions.toArray(new Filter[0]);
    return all ? Filter.allOf(operands) : Filter.anyOf(operands);
  }

  private static Filter compare(String key, String operator, Object operand) {
    return Filter.copyOf(Map.of(key, Map.of(operator, operand)));
  }

  private static Filter equal(String key, Object value, boolean negated) {
    return compare(key, negated ? "$ne" : "$eq", value);
  }

  /** The service accepts no empty list, no booleans, and no list of several types. */
  private static Filter in(String key, Collection<?> values, boolean negated) {
    if (values.isEmpty()) {
      return negated
          ? Filter.exists(key).or(Filter.missing(key))
          : Filter.exists(key).and(Filter.missing(key));
    }
    List<Object> texts = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    List<Filter> conditions = new ArrayList<>();
    for (Object element : values) {
      Object value = scalar(key, element);
      if (value instanceof Boolean) {
        conditions.add(equal(key, value, negated));
      } else {
        (value instanceof Number ? numbers : texts).add(value);
      }
    }
    Stream.of(texts, numbers)
        .filter(operands -> !operands.isEmpty())
        .forEach(operands -> conditions.add(compare(key, negated ? "$nin" : "$in", operands)));
    return combined(negated, conditions);
  }

  private static Filter range(Expression expression, boolean negated) {
    String key = key(expression);
    Object value = single(expression);
    if (!(value instanceof Number)) {
      throw new IllegalArgumentException(
          ("filter on '%s' compares with '%s', expected a number: Pinecone does not compare the"
                  + " order of other values")
              .formatted(key, value));
    }
    ExpressionType type = negated ? opposite(expression.type()) : expression.type();
    Filter compared = compare(key, "$" + type.name().toLowerCase(Locale.ROOT), value);
    return negated ? compared.or(Filter.missing(key)) : compared;
  }

  private static ExpressionType opposite(ExpressionType range) {
    return switch (range) {
      case GT -> ExpressionType.LTE;
      case GTE -> ExpressionType.LT;
      case LT -> ExpressionType.GTE;
      default -> ExpressionType.GT;
    };
  }

  private static Filter exists(String key, boolean exists) {
    return exists ? Filter.exists(key) : Filter.missing(key);
  }

  /**
   * Returns the key without the quotes that keys with other characters have in text expressions.
   */
  private static String key(Expression expression) {
    if (!(expression.left() instanceof org.springframework.ai.vectorstore.filter.Filter.Key named)
        || named.key() == null) {
      throw new IllegalArgumentException(
          "filter " + expression.type() + " has no key on its left side, expected one");
    }
    String key = named.key();
    int last = key.length() - 1;
    boolean quoted =
        last > 0
            && (key.charAt(0) == '"' || key.charAt(0) == '\'')
            && key.charAt(last) == key.charAt(0);
    return quoted ? key.substring(1, last) : key;
  }

  private static Object single(Expression expression) {
    return scalar(key(expression), value(expression));
  }

  private static Collection<?> several(Expression expression) {
    Object value = value(expression);
    return value instanceof Collection<?> values ? values : List.of(single(expression));
  }

  private static @Nullable Object value(Expression expression) {
    if (expression.right() instanceof Value constant) {
      return constant.value();
    }
    throw new IllegalArgumentException(
        "filter on '" + key(expression) + "' has no value on its right side, expected one");
  }

  private static Object scalar(String key, @Nullable Object value) {
    return ScalarValue.of("the value of a filter on '" + key + "'", value);
  }
}
