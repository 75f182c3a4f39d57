package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;

/**
 * Compares query strings of hostile texts with the queries that Lucene's classic parser, whose
 * language the service's resembles, makes of them.
 */
class QueryExpressionProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);
  private static final long SEED = Long.getLong("pinelink.seed", 20_261_127);

  private static final List<String> FIELDS =
      List.of(
          "gloss", "body.text-en", "a b", "x:y", "NOT", "-tags", "\"", "väli", "\\", "(f)", "𝔣");

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "7",
          "é",
          "e\u0301",
          "学",
          "𝔘",
          "😀",
          "\"",
          "'",
          "\\",
          "\\\\",
          "\\\"",
          "\\u0041",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "<",
          ">",
          "=",
          "+",
          "-",
          "!",
          "&&",
          "||",
          "&",
          "|",
          "^",
          "^2",
          "~",
          "~1",
          "*",
          "?",
          ":",
          "/",
          "`",
          ",",
          ".",
          "gloss:",
          "_exists_:",
          "*:*",
          " AND ",
          " OR ",
          " NOT ",
          "AND",
          "OR",
          "NOT",
          " TO ",
          " ",
          "  ",
          "\t",
          "\n",
          "\r",
          "\0",
          "\u001F",
          "\u007F",
          "\u0085",
          "\u00A0",
          "\u2028",
          "\u3000",
          "\u200B",
          "\uFEFF",
          "\u202E",
          "\uFFFF",
          "\uE000");

  private static void forAllTexts(BiConsumer<String, SplittableRandom> check) {
    for (int i = 0; i < CASES; i++) {
      long seed = SEED + i;
      SplittableRandom random = new SplittableRandom(seed);
      String text = text(random);
      try {
        check.accept(text, random);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", text <" + text + ">", e);
      }
    }
  }

  /** Returns a text with at least one word that has a letter. */
  private static String text(SplittableRandom random) {
    int length = 1 + random.nextInt(12);
    int letter = random.nextInt(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == letter ? "q" : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static String field(SplittableRandom random) {
    return FIELDS.get(random.nextInt(FIELDS.size()));
  }

  /** Returns the words of a text by the definition in the Javadoc, in another way than the code. */
  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\p{Z}\\p{Cc}]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** Returns the runs of letters, marks and digits; operators are in lower case. */
  private static List<String> tokens(String text) {
    return Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{Nd}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.matches("AND|OR|NOT") ? word.toLowerCase(Locale.ROOT) : word)
        .toList();
  }

  private static Query parse(QueryExpression query) {
    QueryParser parser = new QueryParser("default", new WhitespaceAnalyzer());
    try {
      return parser.parse(query.text());
    } catch (ParseException e) {
      throw new AssertionError("cannot be parsed: " + query.text(), e);
    }
  }

  /** Returns the query of terms of which any may match. */
  private static Query anyOf(String field, String text) {
    List<String> words = words(text);
    if (words.size() == 1) {
      return new TermQuery(new Term(field, words.get(0)));
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    words.forEach(word -> any.add(new TermQuery(new Term(field, word)), Occur.SHOULD));
    return any.build();
  }

  private static Query phraseOf(String field, String text, int slop) {
    List<String> words = words(text);
    return words.size() == 1
        ? new TermQuery(new Term(field, words.get(0)))
        : new PhraseQuery(slop, field, words.toArray(String[]::new));
  }

  @Test
  void anyTextBecomesTermsOfItsField() {
    forAllTexts(
        (text, random) -> {
          String field = field(random);
          assertThat(parse(QueryExpression.term(field, text))).isEqualTo(anyOf(field, text));
        });
  }

  @Test
  void anyTextBecomesOnePhrase() {
    forAllTexts(
        (text, random) -> {
          String field = field(random);
          int slop = random.nextInt(5);
          assertThat(parse(QueryExpression.phrase(field, text)))
              .isEqualTo(phraseOf(field, text, 0));
          assertThat(parse(QueryExpression.phrase(field, text, slop)))
              .isEqualTo(phraseOf(field, text, slop));
        });
  }

  @Test
  void anyPhrasePrefixBecomesOnePhraseAndAnAsterisk() {
    forAllTexts(
        (text, random) -> {
          String field = field(random);
          QueryExpression prefix = QueryExpression.phrasePrefix(field, text + " end");
          QueryExpression phrase = QueryExpression.phrase(field, text + " end");

          assertThat(prefix.text()).isEqualTo(phrase.text() + "*");
        });
  }

  @Test
  void anyTextBecomesFuzzyTerms() {
    forAllTexts(
        (text, random) -> {
          String field = field(random);
          int edits = random.nextInt(3);
          List<String> tokens = tokens(text);
          BooleanQuery.Builder any = new BooleanQuery.Builder();
          tokens.forEach(t -> any.add(new FuzzyQuery(new Term(field, t), edits), Occur.SHOULD));
          Query expected =
              tokens.size() == 1
                  ? new FuzzyQuery(new Term(field, tokens.get(0)), edits)
                  : any.build();

          assertThat(parse(QueryExpression.fuzzy(field, text, edits))).isEqualTo(expected);
        });
  }

  @Test
  void anyPatternBecomesOneRegularExpression() {
    forAllTexts(
        (text, random) -> {
          String field = field(random);
          // Every character is literal, so the pattern is valid, and slashes are not escaped yet.
          String pattern =
              text.codePoints()
                  .mapToObj(Character::toString)
                  .map(c -> "[](){}<>.*?+|^~@#&\"\\-".contains(c) ? "\\" + c : c)
                  .collect(Collectors.joining());
          if (!pattern.endsWith("\\")) {
            RegexpQuery parsed = (RegexpQuery) parse(QueryExpression.regex(field, pattern));
            assertThat(parsed.getRegexp()).isEqualTo(new Term(field, pattern.replace("/", "\\/")));
          }
        });
  }

  @Test
  void anyTextStaysAnOperandOfItsExpression() {
    forAllTexts(
        (text, random) -> {
          String other = text(random);
          QueryExpression a = QueryExpression.term("a", text);
          QueryExpression b = QueryExpression.phrase("b", other);
          Query parsedA = anyOf("a", text);
          Query parsedB = phraseOf("b", other, 0);

          assertThat(parse(a.and(b))).isEqualTo(both(parsedA, Occur.MUST, parsedB, Occur.MUST));
          assertThat(parse(a.or(b))).isEqualTo(both(parsedA, Occur.SHOULD, parsedB, Occur.SHOULD));
          assertThat(parse(a.andNot(b)))
              .isEqualTo(both(parsedA, Occur.MUST, parsedB, Occur.MUST_NOT));
          assertThat(parse(QueryExpression.builder().required(b).excluded(a).build()))
              .isEqualTo(both(parsedB, Occur.MUST, parsedA, Occur.MUST_NOT));
          assertThat(parse(a.boost(2.5))).isEqualTo(new BoostQuery(parsedA, 2.5f));
          assertThat(parse(a.and(b).boost(0.25).or(b)))
              .isEqualTo(
                  both(
                      new BoostQuery(both(parsedA, Occur.MUST, parsedB, Occur.MUST), 0.25f),
                      Occur.SHOULD,
                      parsedB,
                      Occur.SHOULD));
        });
  }

  private static Query both(Query first, Occur firstOccurs, Query second, Occur secondOccurs) {
    return new BooleanQuery.Builder().add(first, firstOccurs).add(second, secondOccurs).build();
  }

  @Test
  void anyBoostIsReadAsTheSameNumber() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      double factor = random.nextDouble() * Math.pow(10, random.nextInt(-12, 12));
      QueryExpression boosted = QueryExpression.term("f", "a").boost(factor);

      assertThat(boosted.text()).matches("f:a\\^[0-9]+(\\.[0-9]+)?");
      assertThat(((BoostQuery) parse(boosted)).getBoost()).isEqualTo((float) factor);
    }
  }
}
