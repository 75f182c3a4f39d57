package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.testsupport.LoggedLines;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.index.IndexWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullTextIndexTest {
  private static final FullTextIndex INDEX =
      Texts.index(
          Map.of("title", Texts.PLAIN, "body", Texts.STEMMED),
          Map.of(
              "1", Map.of("title", "Machine learning", "body", "The machines are learning"),
              "2", Map.of("title", "Learning", "body", "A machine"),
              "3", Map.of("title", "Quantum", "body", "state of the art of quantum machines"),
              "4", Map.of("other", "machine"),
              "5", Map.of()));

  private static String words(String words, String... fields) {
    return Texts.ids(Texts.words(INDEX, words, fields));
  }

  private static String matching(String operator, String field, String text) {
    return Texts.ids(INDEX.matching(field, operator, text).ids());
  }

  @Test
  void anyWordMatchesInAnyCase() {
    assertThat(words("MACHINE nothing", "title")).isEqualTo("1");
    assertThat(words("machine quantum", "title")).isEqualTo("1 3");
    assertThat(words("machine", "title", "body")).isEqualTo("1 2 3");
    assertThat(words("nothing", "title", "body")).isEmpty();
  }

  @Test
  void operatorsAreWords() {
    assertThat(words("+machine -learning", "title")).isEqualTo("1 2");
    assertThat(words("machine AND quantum", "title")).isEqualTo("1 3");
    assertThat(words("NOT machine", "title")).isEqualTo("1");
    assertThat(words("\"quantum machine\"", "title")).isEqualTo("1 3");
    assertThat(words("body:quantum", "title")).isEqualTo("3");
    assertThat(words("machxne~1 /mach.*/ mach*", "title")).isEmpty();
    assertThat(words("machine^0", "title")).isEqualTo("1");
    assertThat(Texts.words(INDEX, "machine^0", "title").get("1")).isPositive();
  }

  /** N = 3, lengths 1, 2 and 3, and the formula of BM25 with k1 1.2 and b 0.75. */
  @Test
  void scoresAreBm25() {
    FullTextIndex index = Texts.bodies(Texts.PLAIN, "tide", "moon tide", "tide moon moon");

    double idf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    double second = idf * 1 / (1 + 1.2 * (1 - 0.75 + 0.75 * 2 / 2));
    double third = idf * 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2));
    Map<String, Float> scores = Texts.words(index, "moon", "body");
    assertThat(scores).containsOnlyKeys("2", "3");
    assertThat(scores.get("2")).isCloseTo((float) second, within(1e-6f));
    assertThat(scores.get("3")).isCloseTo((float) third, within(1e-6f));
  }

  @Test
  void aRepeatedWordCountsTwiceAndARepeatedFieldOnce() {
    float once = Texts.score(Texts.words(INDEX, "quantum", "title"), "3");

    assertThat(Texts.words(INDEX, "quantum quantum", "title").get("3")).isEqualTo(2 * once);
    assertThat(Texts.words(INDEX, "quantum", "title", "title").get("3")).isEqualTo(once);
  }

  @Test
  void scoresOfFieldsAndClausesAddUp() {
    float title = Texts.score(Texts.words(INDEX, "quantum", "title"), "3");
    float body = Texts.score(Texts.words(INDEX, "quantum", "body"), "3");
    float learning = Texts.score(Texts.words(INDEX, "learning", "title"), "2");

    assertThat(Texts.words(INDEX, "quantum", "title", "body").get("3"))
        .isCloseTo(title + body, within(1e-6f));
    Map<String, Float> scores =
        Texts.scores(
            INDEX,
            List.of(
                new TextClause.Words("quantum", List.of("title")),
                new TextClause.Query("body:quantum OR title:quantum^0"),
                new TextClause.Query("title:learning^2")));
    assertThat(scores).containsOnlyKeys("1", "2", "3");
    assertThat(scores.get("3")).isCloseTo(title + body, within(1e-6f));
    assertThat(scores.get("2")).isCloseTo(2 * learning, within(1e-6f));
  }

  @Test
  void withoutClausesNothingMatches() {
    assertThat(Texts.scores(INDEX, List.of())).isEmpty();
  }

  @Test
  void thousandsOfWordsAreSearched() {
    assertThat(words("x ".repeat(2_000) + "y ".repeat(2_000) + "quantum", "title", "body"))
        .isEqualTo("3");
    StringBuilder distinct = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      distinct.append(i).append(' ');
    }
    assertThat(words(distinct + "quantum", "title")).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource({
    "$match_phrase, title, machine LEARNING, 1",
    "$match_phrase, title, learning machine, ''",
    "$match_phrase, title, learning, 1 2",
    "$match_phrase, body, state of the art, 3",
    "$match_phrase, body, art of quantum machine, 3",
    "$match_phrase, body, state art, ''",
    "$match_all, title, learning machine, 1",
    "$match_all, body, MACHINE QUANTUM, 3",
    "$match_all, body, machine nothing, ''",
    "$match_all, body, the machine, 1 2 3",
    "$match_any, title, quantum machine, 1 3",
    "$match_any, title, nothing, ''",
    "$match_any, body, learn quantum, 1 3",
    "$match_any, title, '\"quantum machine\"~2', 1 3",
    "$match_any, title, quant*, ''",
    "$match_phrase, body, the, ''",
    "$match_all, body, the, ''",
    "$match_any, body, ..., ''",
    "$match_any, body, ' ', ''",
  })
  void operatorsOfFiltersMatchWords(String operator, String field, String text, String ids) {
    assertThat(matching(operator, field, text)).isEqualTo(ids);
  }

  @Test
  void filtersMatchPartsOfWordsByGrams() {
    FullTextIndex index =
        Texts.bodies(new TextAnalysis("en", false, false, 2, 10, false), "computer", "commute");

    assertThat(Texts.ids(index.matching("body", "$match_all", "mput").ids())).isEqualTo("1");
    assertThat(Texts.ids(index.matching("body", "$match_all", "mute").ids())).isEqualTo("2");
    assertThat(Texts.ids(index.matching("body", "$match_any", "mute").ids())).isEqualTo("1 2");
  }

  @Test
  void filtersHaveAtMost128Words() {
    String words = "quantum ".repeat(128);

    assertThat(matching("$match_any", "title", words)).isEqualTo("3");
    assertRefused(
        () -> INDEX.matching("title", "$match_all", words + "x"),
        "$match_all has 129 words, expected at most 128");
  }

  @Test
  void otherFieldsAreRefused() {
    assertRefused(() -> words("x", "title", "other"), "field 'other' is not a full-text field");
    assertRefused(
        () -> INDEX.matching("other", "$match_any", "x"), "field 'other' is not a full-text field");
  }

  @Test
  void blankAndLongWordsAreRefused() {
    assertRefused(() -> words("  ", "title"), "query is blank, expected at least one word");
    assertRefused(
        () -> words("ü".repeat(5_121), "title"), "query has 10242 bytes, expected at most 10240");
  }

  @Test
  void anUnknownOperatorIsAnIllegalArgument() {
    assertThatThrownBy(() -> INDEX.matching("title", "$eq", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("operator is '$eq', expected $match_phrase, $match_all or $match_any");
  }

  @Test
  void anEmptyIndexMatchesNothing() {
    FullTextIndex empty = Texts.index(Map.of("title", Texts.PLAIN), Map.of());

    assertThat(Texts.words(empty, "x", "title")).isEmpty();
    assertThat(Texts.query(empty, "x OR \"x y\"* OR x~ OR /x/")).isEmpty();
    assertThat(empty.matching("title", "$match_phrase", "x y").ids()).isEmpty();
  }

  @Test
  void aLargeIndexKeepsTheOrderOfItsIds() {
    String[] texts = new String[2_000];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "number" + (i + 1) + " all";
    }
    FullTextIndex index = Texts.bodies(Texts.PLAIN, texts);

    for (int id = 1; id <= texts.length; id += 111) {
      assertThat(Texts.query(index, "number" + id)).containsOnlyKeys(String.valueOf(id));
    }
    assertThat(index.matching("body", "$match_any", "all").ids()).hasSize(2_000);
  }

  @Test
  void clausesDoNotShowTheirTexts() {
    assertThat(new TextClause.Words("secret", List.of("title"))).hasToString("Words[title]");
    assertThat(new TextClause.Query("secret")).hasToString("Query[6 characters]");
    assertThat(QueryTokenizer.tokens("secret")).hasToString("[WORD[0, 6], END[6, 6]]");
  }

  /** Lucene logs when it is first used, on Java 23 and later. */
  @Test
  void theLibraryLogsNothing() throws Exception {
    try (LoggedLines logged = LoggedLines.of("org.apache.lucene", Level.ALL);
        URLClassLoader loader =
            loader(
                FullTextIndex.class, NullMarked.class, IndexWriter.class, SnowballFilter.class)) {
      loader
          .loadClass(FullTextIndex.class.getName())
          .getConstructor(Map.class)
          .newInstance(Map.of());
      assertThat(logged.lines()).isEmpty();
    }
  }

  /** Returns a loader of the jars of these classes, which shares nothing with this test. */
  private static URLClassLoader loader(Class<?>... classes) {
    URL[] jars =
        Stream.of(classes)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  private static void assertRefused(ThrowingCallable call, String fault) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.INVALID_ARGUMENT))
        .hasMessage(fault);
  }
}
