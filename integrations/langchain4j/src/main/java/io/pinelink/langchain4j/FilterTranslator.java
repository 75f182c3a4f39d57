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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

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
      return combined(all, operands);
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
      return range(negated ? "$lte" : "$gt", f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsGreaterThanOrEqualTo f) {
      return range(negated ? "$lt" : "$gte", f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsLessThan f) {
      return range(negated ? "$gte" : "$lt", f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof IsLessThanOrEqualTo f) {
      return range(negated ? "$gt" : "$lte", f.key(), f.comparisonValue(), negated);
    }
    if (filter instanceof ContainsString f) {
      throw new UnsupportedOperationException(
          ("filter on '%s' asks for values that contain '%s', but Pinecone's filters do not"
                  + " search inside strings")
              .formatted(f.key(), f.comparisonValue()));
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

  private static Filter combined(boolean all, List<Filter> conditions) {
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    Filter[] operands = conditions.toArray(Filter[]::new);
    return all ? Filter.allOf(operands) : Filter.anyOf(operands);
  }

  private static Filter compare(String key, String operator, Object operand) {
    return Filter.copyOf(Map.of(key, Map.of(operator, operand)));
  }

  private static Filter equal(String key, Object value, boolean negated) {
    return compare(key, negated ? "$ne" : "$eq", scalar(key, value));
  }

  /** The service accepts no booleans in a list, and no list of several types. */
  private static Filter in(String key, Collection<?> values, boolean negated) {
    List<Object> texts = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    List<Filter> conditions = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Boolean) {
        conditions.add(equal(key, value, negated));
      } else {
        (value instanceof Number ? numbers : texts).add(scalar(key, value));
      }
    }
    Stream.of(texts, numbers)
        .filter(operands -> !operands.isEmpty())
        .forEach(operands -> conditions.add(compare(key, negated ? "$nin" : "$in", operands)));
    return combined(negated, conditions);
  }

  private static Filter range(String operator, String key, Object value, boolean negated) {
    if (!(value instanceof Number)) {
      throw new UnsupportedOperationException(
          ("filter on '%s' compares with '%s' of type %s, but Pinecone compares the order of"
                  + " numbers only")
              .formatted(key, value, value.getClass().getSimpleName()));
    }
    Filter compared = compare(key, operator, scalar(key, value));
    return negated ? compared.or(Filter.missing(key)) : compared;
  }

  private static Object scalar(String key, Object value) {
    if (value instanceof Number number) {
      return StoredNumber.of("filter on '" + key + "'", number);
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String || value instanceof UUID) {
      return value.toString();
    }
    throw new UnsupportedOperationException(
        ("filter on '%s' has the value '%s' of type %s, expected a String, UUID, Integer, Long,"
                + " Float, Double or Boolean")
            .formatted(key, value, value.getClass().getSimpleName()));
  }
}
