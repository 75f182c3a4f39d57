package io.pinelink.langchain4j;

import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import io.pinelink.model.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Translates LangChain4j's filters to filters of the service.
 *
 * <p>The service has no negation, so {@link Not} is pushed down to the comparisons. A comparison
 * does not match a missing key, except for {@code $ne} and {@code $nin}, in both languages. The
 * negation of a range therefore also matches a missing key.
 */
final class FilterTranslator {
  private FilterTranslator() {}

  /**
   * @throws UnsupportedOperationException if the service has no such condition; the message
   *     contains the key and the value
   * @throws IllegalArgumentException if the service does not accept a key or value
   */
  static Filter translate(dev.langchain4j.store.embedding.filter.Filter filter) {
    return translate(filter, false);
  }

  private static Filter translate(
      dev.langchain4j.store.embedding.filter.Filter filter, boolean negated) {
    if (filter instanceof Not not) {
      return translate(not.expression(), !negated);
    }
    if (filter instanceof And || filter instanceof Or) {
      boolean all = isAll(filter, negated);
      List<Filter> operands = new ArrayList<>();
      collect(filter, negated, all, operands);
      Filter[] conditions = operands.toArray(new Filter[0]);
      return all ? Filter.allOf(conditions) : Filter.anyOf(conditions);
    }
    if (filter instanceof IsEqualTo f) {
      return equal(f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsNotEqualTo f) {
      return equal(f.key(), f.comparisonValue(), !negated);
    }
    if (filter instanceof IsIn f) {
      return in(f.key(), f.comparisonValues(), negated);
    }
    if (filter instanceof IsNotIn f) {
      return in(f.key(), f.comparisonValues(), !negated);
    }
    if (filter instanceof IsGreaterThan f) {
      return range(Range.GREATER, f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsGreaterThanOrEqualTo f) {
      return range(Range.GREATER_OR_EQUAL, f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsLessThan f) {
      return range(Range.LESS, f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsLessThanOrEqualTo f) {
      return range(Range.LESS_OR_EQUAL, f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof ContainsString f) {
      throw new UnsupportedOperationException(
          "filter on '"
              + f.key()
              + "' asks for values that contain '"
              + f.comparisonValue()
              + "', but Pinecone's filters do not search inside strings");
    }
    throw new UnsupportedOperationException(
        "filter of type " + filter.getClass().getName() + " has no counterpart in Pinecone");
  }

  private static boolean isAll(
      dev.langchain4j.store.embedding.filter.Filter filter, boolean negated) {
    return filter instanceof And != negated;
  }

  /**
   * Adds the operands of nested filters of one kind, so that a long chain does not become a deep
   * tree, which decoders refuse.
   */
  private static void collect(
      dev.langchain4j.store.embedding.filter.Filter filter,
      boolean negated,
      boolean all,
      List<Filter> operands) {
    if (filter instanceof Not not) {
      collect(not.expression(), !negated, all, operands);
    } else if (filter instanceof And and && isAll(and, negated) == all) {
      collect(and.left(), negated, all, operands);
      collect(and.right(), negated, all, operands);
    } else if (filter instanceof Or or && isAll(or, negated) == all) {
      collect(or.left(), negated, all, operands);
      collect(or.right(), negated, all, operands);
    } else {
      operands.add(translate(filter, negated));
    }
  }

  private static Filter equal(String key, Object value, boolean negated) {
    if (value instanceof Boolean flag) {
      return negated ? Filter.ne(key, flag.booleanValue()) : Filter.eq(key, flag.booleanValue());
    }
    if (value instanceof Number number) {
      double operand = number(key, number);
      return negated ? Filter.ne(key, operand) : Filter.eq(key, operand);
    }
    String operand = text(key, value);
    return negated ? Filter.ne(key, operand) : Filter.eq(key, operand);
  }

  private static Filter in(String key, Collection<?> values, boolean negated) {
    List<String> texts = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    List<Filter> conditions = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Number number) {
        numbers.add(number(key, number));
      } else if (value instanceof Boolean) {
        conditions.add(equal(key, value, negated)); // $in accepts no booleans
      } else {
        texts.add(text(key, value));
      }
    }
    if (!texts.isEmpty()) {
      conditions.add(negated ? Filter.notIn(key, texts) : Filter.in(key, texts));
    }
    if (!numbers.isEmpty()) {
      double[] operands = numbers.stream().mapToDouble(Double::doubleValue).toArray();
      conditions.add(negated ? Filter.notIn(key, operands) : Filter.in(key, operands));
    }
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    Filter[] all = conditions.toArray(new Filter[0]);
    return negated ? Filter.allOf(all) : Filter.anyOf(all);
  }

  private static Filter range(Range range, String key, Object value, boolean negated) {
    if (!(value instanceof Number number)) {
      throw new UnsupportedOperationException(
          "filter on '"
              + key
              + "' compares with '"
              + value
              + "' of type "
              + value.getClass().getSimpleName()
              + ", but Pinecone compares the order of numbers only");
    }
    double operand = number(key, number);
    return negated
        ? range.negation().of(key, operand).or(Filter.missing(key))
        : range.of(key, operand);
  }

  private static double number(String key, Number value) {
    return StoredNumber.of("filter on '" + key + "'", value);
  }

  private static String text(String key, Object value) {
    if (value instanceof String || value instanceof UUID) {
      return value.toString();
    }
    throw new UnsupportedOperationException(
        "filter on '"
            + key
            + "' has the value '"
            + value
            + "' of type "
            + value.getClass().getSimpleName()
            + ", expected a String, UUID, Integer, Long, Float, Double or Boolean");
  }

  private enum Range {
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    Range negation() {
      return switch (this) {
        case GREATER -> LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> LESS;
        case LESS -> GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> GREATER;
      };
    }

    Filter of(String key, double operand) {
      return switch (this) {
        case GREATER -> Filter.gt(key, operand);
        case GREATER_OR_EQUAL -> Filter.gte(key, operand);
        case LESS -> Filter.lt(key, operand);
        case LESS_OR_EQUAL -> Filter.lte(key, operand);
      };
    }
  }
}
