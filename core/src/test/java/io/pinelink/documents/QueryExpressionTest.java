package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryExpressionTest {
  private static final QueryExpression A = QueryExpression.term("f", "a");
  private static final QueryExpression B = QueryExpression.term("f", "b");
  private static final QueryExpression C = QueryExpression.term("f", "c");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tides           | gloss:tides",
        "spring tides    | gloss:(spring tides)",
        "`  spring\ttides ` | gloss:(spring tides)",
        "`no\u00A0break`  | gloss:(no break)",
        "wi-fi           | gloss:\"wi-fi\"",
        "the wi-fi       | gloss:(the \"wi-fi\")",
        "õppida 学ぶ 2026  | gloss:(õppida 学ぶ 2026)",
        "AND             | gloss:\"AND\"",
        "cats AND NOT or | gloss:(cats \"AND\" \"NOT\" \"or\")",
        "a:b             | gloss:\"a:b\"",
        "*               | gloss:\"*\"",
        "say \"hi\"      | gloss:(say \"\\\"hi\\\"\")",
        "\"              | gloss:\"\\\"\"",
        "\\              | gloss:\"\\\\\"",
        "a\\\"           | gloss:\"a\\\\\\\"\"",
        ") OR (x         | gloss:(\")\" \"OR\" \"(x\")",
        "-x +y           | gloss:(\"-x\" \"+y\")",
        "x^9             | gloss:\"x^9\"",
        "x~2             | gloss:\"x~2\"",
        "/x/             | gloss:\"/x/\"",
      })
  void operatorsInATextAreEscaped(String text, String expected) {
    assertThat(QueryExpression.term("gloss", text).text()).isEqualTo(expected);
  }

  @Test
  void controlCharactersSeparateWords() {
    assertThat(QueryExpression.term("f", "a\0b\nc").text()).isEqualTo("f:(a b c)");
  }

  @Test
  void aPhraseQuotesAllWords() {
    assertThat(QueryExpression.phrase("f", " spring  \n tides ").text())
        .isEqualTo("f:\"spring tides\"");
    assertThat(QueryExpression.phrase("f", "a \"b\" \\").text())
        .isEqualTo("f:\"a \\\"b\\\" \\\\\"");
    assertThat(QueryExpression.phrase("f", "spring tides", 3).text())
        .isEqualTo("f:\"spring tides\"~3");
  }

  @Test
  void aPhrasePrefixEndsWithAnAsterisk() {
    assertThat(QueryExpression.phrasePrefix("f", "spring ti").text()).isEqualTo("f:\"spring ti\"*");
    assertThat(QueryExpression.phrasePrefix("f", "wi-f").text()).isEqualTo("f:\"wi-f\"*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "spring *", "- -"})
  void aPhrasePrefixNeedsTwoWords(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.phrasePrefix("f", text))
        .withMessageContaining("expected at least 2");
  }

  @Test
  void everyFuzzyWordHasItsEdits() {
    assertThat(QueryExpression.fuzzy("f", "sprng").text()).isEqualTo("f:sprng~");
    assertThat(QueryExpression.fuzzy("f", "sprng tydes", 1).text())
        .isEqualTo("f:(sprng~1 tydes~1)");
    assertThat(QueryExpression.fuzzy("f", "wi-fy", 0).text()).isEqualTo("f:(wi~0 fy~0)");
    assertThat(QueryExpression.fuzzy("f", "NOT this~9", 2).text())
        .isEqualTo("f:(not~2 this~2 9~2)");
  }

  @Test
  void aRegularExpressionKeepsItsSlashes() {
    assertThat(QueryExpression.regex("f", "ti.*").text()).isEqualTo("f:/ti.*/");
    assertThat(QueryExpression.regex("f", "a/b").text()).isEqualTo("f:/a\\/b/");
    assertThat(QueryExpression.regex("f", "a\\/b").text()).isEqualTo("f:/a\\/b/");
    assertThat(QueryExpression.regex("f", "a\\\\/b").text()).isEqualTo("f:/a\\\\\\/b/");
  }

  @Test
  void namesOfFieldsAreEscaped() {
    assertThat(QueryExpression.term("body_2.text-en", "a").text()).isEqualTo("body_2.text-en:a");
    assertThat(QueryExpression.term("a:b (c)", "a").text()).isEqualTo("a\\:b\\ \\(c\\):a");
    assertThat(QueryExpression.term("-x", "a").text()).isEqualTo("\\-x:a");
    assertThat(QueryExpression.term("NOT", "a").text()).isEqualTo("\\NOT:a");
  }

  @Test
  void operandsHaveParenthesesWhereTheyAreNeeded() {
    assertThat(A.and(B).and(C).text()).isEqualTo("f:a AND f:b AND f:c");
    assertThat(A.and(B.and(C)).text()).isEqualTo("f:a AND f:b AND f:c");
    assertThat(A.or(B).or(C).text()).isEqualTo("f:a OR f:b OR f:c");
    assertThat(A.and(B).or(C).text()).isEqualTo("(f:a AND f:b) OR f:c");
    assertThat(A.or(B).and(C).text()).isEqualTo("(f:a OR f:b) AND f:c");
    assertThat(A.andNot(B).text()).isEqualTo("f:a AND NOT f:b");
    assertThat(A.or(B).andNot(B.or(C)).text()).isEqualTo("(f:a OR f:b) AND NOT (f:b OR f:c)");
    assertThat(A.andNot(B).and(C).text()).isEqualTo("(f:a AND NOT f:b) AND f:c");
  }

  @Test
  void clausesHaveSigns() {
    QueryExpression clauses =
        QueryExpression.builder().required(A.or(B)).optional(C).excluded(A.and(C)).build();

    assertThat(clauses.text()).isEqualTo("+(f:a OR f:b) f:c -(f:a AND f:c)");
    assertThat(clauses.and(A).text()).isEqualTo("(+(f:a OR f:b) f:c -(f:a AND f:c)) AND f:a");
  }

  @Test
  void excludedClausesNeedAnotherClause() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.builder().excluded(A).build())
        .withMessage(
            "query string has 1 excluded expressions only, expected one that is required or"
                + " optional");
  }

  @ParameterizedTest
  @CsvSource({
    "0,        0",
    "-0.0,     0",
    "1,        1",
    "2.50,     2.5",
    "0.5,      0.5",
    "1e-7,     0.0000001",
    "1e21,     1000000000000000000000",
    "100,      100",
  })
  void aBoostIsAPlainDecimal(double factor, String expected) {
    assertThat(A.boost(factor).text()).isEqualTo("f:a^" + expected);
  }

  @Test
  void boostsAreAttachedToATermAPhraseOrAGroup() {
    assertThat(QueryExpression.term("f", "a b").boost(2).text()).isEqualTo("f:(a b)^2");
    assertThat(QueryExpression.phrase("f", "a b").boost(2).text()).isEqualTo("f:\"a b\"^2");
    assertThat(QueryExpression.phrase("f", "a b", 1).boost(2).text()).isEqualTo("(f:\"a b\"~1)^2");
    assertThat(QueryExpression.phrasePrefix("f", "a b").boost(2).text())
        .isEqualTo("(f:\"a b\"*)^2");
    assertThat(QueryExpression.fuzzy("f", "a").boost(2).text()).isEqualTo("(f:a~)^2");
    assertThat(QueryExpression.fuzzy("f", "a b").boost(2).text()).isEqualTo("f:(a~ b~)^2");
    assertThat(QueryExpression.regex("f", "a").boost(2).text()).isEqualTo("(f:/a/)^2");
    assertThat(A.or(B).boost(2).text()).isEqualTo("(f:a OR f:b)^2");
    assertThat(A.boost(2).boost(3).text()).isEqualTo("(f:a^2)^3");
    assertThat(A.boost(2).and(B).text()).isEqualTo("f:a^2 AND f:b");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aBoostIsFiniteAndNotNegative(double factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> A.boost(factor))
        .withMessage("boost is " + factor + ", expected a finite number of 0 or more");
  }

  @Test
  void aTextWithoutWordsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.term("f", " \t\u3000\0"))
        .withMessage("text of a query string is blank, expected at least one word");
    assertThatIllegalArgumentException().isThrownBy(() -> QueryExpression.phrase("f", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.fuzzy("f", "~~~"))
        .withMessageContaining("no letters or digits");
    assertThatIllegalArgumentException().isThrownBy(() -> QueryExpression.regex("f", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> QueryExpression.term(" ", "a"));
  }

  @Test
  void numbersOutsideTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.fuzzy("f", "a", 3))
        .withMessage("edits is 3, expected 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.phrase("f", "a b", -1))
        .withMessage("slop is -1, expected 0 or more");
  }

  @Test
  void aPatternThatWouldEscapeItsEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.regex("f", "a\\"))
        .withMessageContaining("ends with a backslash");
    assertThatIllegalArgumentException().isThrownBy(() -> QueryExpression.regex("f", "a\\\\"));
  }

  @Test
  void unpairedSurrogatesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryExpression.term("f", "a\uD800"))
        .withMessageContaining("half a surrogate pair at position 1");
  }

  @Test
  void aQueryExpressionIsAScoringClauseAndHidesItsText() {
    assertThat(ScoringClause.queryString(A.or(B)).query()).isEqualTo("f:a OR f:b");
    assertThat(A).hasToString("QueryExpression[3 characters]");
    assertThat(A)
        .isEqualTo(QueryExpression.term("f", "a"))
        .hasSameHashCodeAs(QueryExpression.term("f", "a"))
        .isNotEqualTo(B);
  }

  @Test
  void aTextLongerThanTenKilobytesIsRefusedByTheClause() {
    QueryExpression query = QueryExpression.term("f", "ö".repeat(6_000));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoringClause.queryString(query))
        .withMessage("query of a scoring clause has 12002 bytes, expected at most 10240");
  }
}
