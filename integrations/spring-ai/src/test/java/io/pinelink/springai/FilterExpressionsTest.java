package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.filter.Filter.ExpressionType;
import org.springframework.ai.vectorstore.filter.Filter.Value;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder.Op;
import org.springframework.ai.vectorstore.filter.FilterExpressionTextParser;

class FilterExpressionsTest {
  private final FilterExpressionBuilder b = new FilterExpressionBuilder();

  private static void isTranslated(Op expression, Filter expected) {
    assertThat(FilterExpressions.translate(expression.build())).isEqualTo(expected);
  }

  private static void isTranslated(String expression, Filter expected) {
    assertThat(FilterExpressions.translate(new FilterExpressionTextParser().parse(expression)))
        .isEqualTo(expected);
  }

  @Test
  void aComparisonHasOneCounterpart() {
    UUID id = new UUID(1, 2);
    isTranslated(b.eq("k", "a"), Filter.eq("k", "a"));
    isTranslated(b.eq("k", true), Filter.eq("k", true));
    isTranslated(b.eq("k", id), Filter.eq("k", id.toString()));
    isTranslated(b.eq("k", MetadataMode.ALL), Filter.eq("k", "ALL"));
    isTranslated(b.ne("k", 1.5f), Filter.ne("k", 1.5));
    isTranslated(b.gt("k", 1), Filter.gt("k", 1));
    isTranslated(b.gte("k", 1L), Filter.gte("k", 1));
    isTranslated(b.lt("k", 1.5), Filter.lt("k", 1.5));
    isTranslated(b.lte("k", (short) 1), Filter.lte("k", 1));
    isTranslated(b.in("k", "a", "b"), Filter.in("k", "a", "b"));
    isTranslated(b.in("k", 7, 8), Filter.in("k", 7L, 8L));
    isTranslated(b.nin("k", 0.5), Filter.notIn("k", 0.5));
  }

  @Test
  void textExpressionsAreTranslated() {
    isTranslated(
        "country == 'BG' && (year >= 2020 || isActive == true)",
        Filter.allOf(
            Filter.eq("country", "BG"),
            Filter.anyOf(Filter.gte("year", 2020), Filter.eq("isActive", true))));
    isTranslated("NOT (genre IN ['drama', 'comedy'])", Filter.notIn("genre", "drama", "comedy"));
    isTranslated("a IS NULL OR b IS NOT NULL", Filter.missing("a").or(Filter.exists("b")));
    isTranslated("'two words' == 1", Filter.eq("two words", 1));
    isTranslated("\"two words\" == 1", Filter.eq("two words", 1));
    isTranslated("file.name == 'a'", Filter.eq("file.name", "a"));
  }

  @Test
  void nullComparisonsTestForExistence() {
    isTranslated(b.isNull("k"), Filter.missing("k"));
    isTranslated(b.isNotNull("k"), Filter.exists("k"));
    isTranslated(b.not(b.isNull("k")), Filter.exists("k"));
    isTranslated(b.not(b.isNotNull("k")), Filter.missing("k"));
  }

  @Test
  void negatedComparisonsAreTranslated() {
    isTranslated(b.not(b.eq("k", "a")), Filter.ne("k", "a"));
    isTranslated(b.not(b.ne("k", "a")), Filter.eq("k", "a"));
    isTranslated(b.not(b.in("k", "a")), Filter.notIn("k", "a"));
    isTranslated(b.not(b.nin("k", "a")), Filter.in("k", "a"));
    isTranslated(b.not(b.not(b.eq("k", "a"))), Filter.eq("k", "a"));
  }

  @Test
  void theNegationOfARangeMatchesAMissingKey() {
    isTranslated(b.not(b.gt("k", 1)), Filter.lte("k", 1).or(Filter.missing("k")));
    isTranslated(b.not(b.gte("k", 1)), Filter.lt("k", 1).or(Filter.missing("k")));
    isTranslated(b.not(b.lt("k", 1)), Filter.gte("k", 1).or(Filter.missing("k")));
    isTranslated(b.not(b.lte("k", 1)), Filter.gt("k", 1).or(Filter.missing("k")));
  }

  @Test
  void aNegatedGroupFollowsDeMorgan() {
    isTranslated(
        b.not(b.group(b.and(b.eq("a", 1), b.or(b.eq("b", 2), b.eq("c", 3))))),
        Filter.anyOf(Filter.ne("a", 1), Filter.allOf(Filter.ne("b", 2), Filter.ne("c", 3))));
  }

  @Test
  void aLongChainIsOneList() {
    Op chain = b.eq("k", 0);
    List<Filter> conditions = new ArrayList<>(List.of(Filter.eq("k", 0)));
    for (int i = 1; i < 500; i++) {
      chain = b.or(chain, b.eq("k", i));
      conditions.add(Filter.eq("k", i));
    }
    isTranslated(chain, Filter.anyOf(conditions.toArray(new Filter[0])));
  }

  @Test
  void aListOfSeveralTypesIsSplit() {
    isTranslated(
        b.in("k", true, "a", 1, 0.5),
        Filter.anyOf(Filter.eq("k", true), Filter.in("k", "a"), Filter.in("k", 1.0, 0.5)));
    isTranslated(b.nin("k", "a", 1), Filter.allOf(Filter.notIn("k", "a"), Filter.notIn("k", 1L)));
  }

  @Test
  void anEmptyListMatchesNothing() {
    Filter nothing = Filter.exists("k").and(Filter.missing("k"));
    isTranslated(b.in("k", List.of()), nothing);
    isTranslated(b.not(b.nin("k", List.of())), nothing);
    isTranslated(b.nin("k", List.of()), Filter.exists("k").or(Filter.missing("k")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void incomparableValuesAreRefusedWithTheirKey(Expression expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterExpressions.translate(expression))
        .withMessageContaining("'k'")
        .withMessageContaining("expected");
  }

  static List<Expression> refused() {
    return List.of(
        comparison(ExpressionType.GT, "a"),
        comparison(ExpressionType.LTE, true),
        comparison(ExpressionType.EQ, List.of("a")),
        comparison(ExpressionType.EQ, Date.from(Instant.EPOCH)),
        comparison(ExpressionType.NE, BigDecimal.ONE),
        comparison(ExpressionType.EQ, (1L << 53) + 1),
        comparison(ExpressionType.IN, Arrays.asList("a", null)),
        comparison(ExpressionType.IN, List.of(List.of())),
        new Expression(
            ExpressionType.EQ,
            new org.springframework.ai.vectorstore.filter.Filter.Key("k"),
            new Value(null)),
        new Expression(
            ExpressionType.EQ,
            new org.springframework.ai.vectorstore.filter.Filter.Key("k"),
            null));
  }

  private static Expression comparison(ExpressionType type, Object value) {
    return new Expression(
        type, new org.springframework.ai.vectorstore.filter.Filter.Key("k"), new Value(value));
  }

  @Test
  void anIncompleteExpressionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> FilterExpressions.translate(new Expression(ExpressionType.NOT, null, null)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FilterExpressions.translate(
                    new Expression(ExpressionType.EQ, new Value("k"), new Value(1))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FilterExpressions.translate(
                    new Expression(
                        ExpressionType.AND,
                        new org.springframework.ai.vectorstore.filter.Filter.Key("k"),
                        new Value(1))));
  }
}
