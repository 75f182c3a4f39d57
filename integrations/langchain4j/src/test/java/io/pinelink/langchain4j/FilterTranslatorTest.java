package io.pinelink.langchain4j;

import static dev.langchain4j.store.embedding.filter.Filter.not;
import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import io.pinelink.model.Filter;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilterTranslatorTest {
  private static void isTranslated(
      dev.langchain4j.store.embedding.filter.Filter filter, Filter expected) {
    assertThat(FilterTranslator.translate(filter)).isEqualTo(expected);
  }

  @Test
  void aComparisonHasOneCounterpart() {
    UUID id = new UUID(1, 2);
    isTranslated(metadataKey("k").isEqualTo("a"), Filter.eq("k", "a"));
    isTranslated(metadataKey("k").isEqualTo(id), Filter.eq("k", id.toString()));
    isTranslated(new IsEqualTo("k", true), Filter.eq("k", true));
    isTranslated(metadataKey("k").isNotEqualTo(1.5f), Filter.ne("k", 1.5));
    isTranslated(metadataKey("k").isGreaterThan(1), Filter.gt("k", 1));
    isTranslated(metadataKey("k").isGreaterThanOrEqualTo(1L), Filter.gte("k", 1));
    isTranslated(metadataKey("k").isLessThan(1.0), Filter.lt("k", 1));
    isTranslated(metadataKey("k").isLessThanOrEqualTo(1), Filter.lte("k", 1));
    isTranslated(metadataKey("k").isIn(List.of(7)), Filter.in("k", 7));
    isTranslated(metadataKey("k").isNotIn(id), Filter.notIn("k", id.toString()));
  }

  @Test
  void negatedComparisonsAreTranslated() {
    isTranslated(not(metadataKey("k").isEqualTo("a")), Filter.ne("k", "a"));
    isTranslated(not(metadataKey("k").isNotEqualTo("a")), Filter.eq("k", "a"));
    isTranslated(not(metadataKey("k").isIn("a")), Filter.notIn("k", "a"));
    isTranslated(not(metadataKey("k").isNotIn("a")), Filter.in("k", "a"));
    isTranslated(not(not(metadataKey("k").isEqualTo("a"))), Filter.eq("k", "a"));
  }

  @Test
  void theNegationOfARangeMatchesAMissingKey() {
    isTranslated(
        not(metadataKey("k").isGreaterThan(1)), Filter.lte("k", 1).or(Filter.missing("k")));
    isTranslated(
        not(metadataKey("k").isLessThanOrEqualTo(1)), Filter.gt("k", 1).or(Filter.missing("k")));
  }

  @Test
  void theNegationOfAConjunctionIsADisjunction() {
    isTranslated(
        not(metadataKey("a").isEqualTo(1).and(metadataKey("b").isEqualTo(2))),
        Filter.ne("a", 1).or(Filter.ne("b", 2)));
    isTranslated(
        not(metadataKey("a").isEqualTo(1).or(not(metadataKey("b").isEqualTo(2)))),
        Filter.ne("a", 1).and(Filter.eq("b", 2)));
  }

  @Test
  void aChainBecomesOneList() {
    dev.langchain4j.store.embedding.filter.Filter chain = metadataKey("k").isEqualTo(0);
    Filter[] expected = new Filter[1_000];
    expected[0] = Filter.eq("k", 0);
    for (int i = 1; i < expected.length; i++) {
      chain = chain.or(metadataKey("k").isEqualTo(i));
      expected[i] = Filter.eq("k", i);
    }
    isTranslated(chain, Filter.anyOf(expected));
  }

  @Test
  void valuesOfSeveralTypesBecomeSeveralConditions() {
    isTranslated(
        new IsIn("k", List.of(true, "a", 1)),
        Filter.anyOf(Filter.eq("k", true), Filter.in("k", "a"), Filter.in("k", 1)));
    isTranslated(
        not(new IsIn("k", List.of("a", 1))),
        Filter.allOf(Filter.notIn("k", "a"), Filter.notIn("k", 1)));
  }

  @ParameterizedTest
  @MethodSource("io.pinelink.langchain4j.StoreSuite#stringOrders")
  void orderComparisonsOfStringsAreRefused(dev.langchain4j.store.embedding.filter.Filter filter) {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> FilterTranslator.translate(filter))
        .withMessage(
            "filter on 'key' compares with 'b' of type String,"
                + " but Pinecone compares the order of numbers only");
  }

  @Test
  void substringSearchesAreRefused() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () -> FilterTranslator.translate(not(metadataKey("title").containsString("pine"))))
        .withMessageContaining("'title'")
        .withMessageContaining("'pine'");
  }

  @Test
  void anUnknownFilterIsRefused() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> FilterTranslator.translate(object -> true))
        .withMessageContaining("has no counterpart in Pinecone");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> FilterTranslator.translate(new IsEqualTo("k", List.of("a"))))
        .withMessageContaining("'k'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterTranslator.translate(new IsEqualTo("k", BigDecimal.ONE)))
        .withMessageContaining("'k' is of type BigDecimal");
  }

  @Test
  void aNumberThatIsNeverStoredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FilterTranslator.translate(metadataKey("k").isEqualTo(1746714878034235396L)))
        .withMessageContaining("filter on 'k' is 1746714878034235396");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterTranslator.translate(metadataKey("k").isLessThan(Double.NaN)))
        .withMessageContaining("filter on 'k' is NaN");
  }
}
