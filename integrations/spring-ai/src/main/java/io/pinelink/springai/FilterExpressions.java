package io.pinelink.springai;

import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private static Filter equal(String key, Object value, boolean negated) {
    if (value instanceof Boolean flag) {
      return negated ? Filter.ne(key, flag.booleanValue()) : Filter.eq(key, flag.booleanValue());
    }
    if (value instanceof Long whole) {
      return negated ? Filter.ne(key, whole.longValue()) : Filter.eq(key, whole.longValue());
    }
    if (value instanceof Double number) {
      return negated ? Filter.ne(key, number.doubleValue()) : Filter.eq(key, number.doubleValue());
    }
    String text = (String) value;
    return negated ? Filter.ne(key, text) : Filter.eq(key, text);
  }

  /** The service accepts no empty list, no booleans, and no list of several types. */
  private static Filter in(String key, Collection<?> values, boolean negated) {
    if (values.isEmpty()) {
      return negated
          ? Filter.exists(key).or(Filter.missing(key))
          : Filter.exists(key).and(Filter.missing(key));
    }
    List<String> texts = new ArrayList<>();
    List<Long> wholes = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    List<Filter> conditions = new ArrayList<>();
    for (Object element : values) {
      Object value = scalar(key, element);
      if (value instanceof Long whole) {
        wholes.add(whole);
      } else if (value instanceof Double number) {
        numbers.add(number);
      } else if (value instanceof Boolean) {
        conditions.add(equal(key, value, negated));
      } else {
        texts.add((String) value);
      }
    }
    if (!texts.isEmpty()) {
      conditions.add(negated ? Filter.notIn(key, texts) : Filter.in(key, texts));
    }
    if (!wholes.isEmpty()) {
      long[] operands = wholes.stream().mapToLong(Long::longValue).toArray();
      conditions.add(negated ? Filter.notIn(key, operands) : Filter.in(key, operands));
    }
    if (!numbers.isEmpty()) {
      double[] operands = numbers.stream().mapToDouble(Double::doubleValue).toArray();
      conditions.add(negated ? Filter.notIn(key, operands) : Filter.in(key, operands));
    }
    return combined(negated, conditions);
  }

  private static Filter range(Expression expression, boolean negated) {
    String key = key(expression);
    Object value = single(expression);
    if (!(value instanceof Number bound)) {
      throw new IllegalArgumentException(
          "filter on '"
              + key
              + "' compares with '"
              + value
              + "', expected a number: Pinecone does not compare the order of other values");
    }
    ExpressionType type = negated ? opposite(expression.type()) : expression.type();
    Filter compared =
        bound instanceof Long whole
            ? range(type, key, whole.longValue())
            : range(type, key, bound.doubleValue());
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

  private static Filter range(ExpressionType range, String key, long bound) {
    return switch (range) {
      case GT -> Filter.gt(key, bound);
      case GTE -> Filter.gte(key, bound);
      case LT -> Filter.lt(key, bound);
      default -> Filter.lte(key, bound);
    };
  }

  private static Filter range(ExpressionType range, String key, double bound) {
    return switch (range) {
      case GT -> Filter.gt(key, bound);
      case GTE -> Filter.gte(key, bound);
      case LT -> Filter.lt(key, bound);
      default -> Filter.lte(key, bound);
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
