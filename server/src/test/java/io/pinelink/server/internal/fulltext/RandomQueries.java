package io.pinelink.server.internal.fulltext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Random texts, and random queries both as a query string and as Lucene's objects. */
final class RandomQueries {
  static final List<String> FIELDS = List.of("body", "title");

  private static final List<String> SYLLABLES =
      List.of("ka", "lo", "mi", "ne", "tur", "es", "ba", "ri");

  /** Mostly without a sign. */
  private static final List<Occur> OCCURS =
      List.of(Occur.SHOULD, Occur.SHOULD, Occur.SHOULD, Occur.SHOULD, Occur.MUST, Occur.MUST_NOT);

  private final SplittableRandom random;

  RandomQueries(SplittableRandom random) {
    this.random = random;
  }

  /** A query string and the query that it stands for. */
  record Pair(String text, Query query) {}

  /** Returns the words of {@link #words} as a text. */
  String text(int maxWords) {
    return String.join(" ", words(maxWords));
  }

  /** Returns words of a small vocabulary, few of them frequent. */
  List<String> words(int maxWords) {
    List<String> words = new ArrayList<>();
    for (int left = random.nextInt(maxWords + 1); left > 0; left--) {
      words.add(word());
    }
    return words;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      // The lesser of two numbers, so that the first syllables are more frequent.
      word.append(SYLLABLES.get(Math.min(random.nextInt(8), random.nextInt(8))));
    }
    return word.toString();
  }

  Pair query() {
    return query(FIELDS, 3);
  }

  private Pair query(List<String> fields, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> word(fields);
      case 1 -> phrase(fields);
      case 2 -> fuzzy(fields);
      case 3 -> boosted(fields, depth);
      case 4 -> inField(depth);
      case 5 -> any(fields, depth);
      case 6 -> all(fields, depth);
      default -> mixed(fields, depth);
    };
  }

  private Pair word(List<String> fields) {
    String word = word();
    return new Pair(
        random.nextBoolean() ? word : word.toUpperCase(Locale.ROOT),
        sum(fields.stream().<Query>map(field -> new TermQuery(new Term(field, word))).toList()));
  }

  private Pair phrase(List<String> fields) {
    List<String> words = new ArrayList<>();
    for (int left = 2 + random.nextInt(2); left > 0; left--) {
      words.add(word());
    }
    int slop = random.nextInt(4);
    return new Pair(
        "\"" + String.join(" ", words) + "\"" + (slop == 0 ? "" : "~" + slop),
        sum(
            fields.stream()
                .<Query>map(field -> new PhraseQuery(slop, field, words.toArray(String[]::new)))
                .toList()));
  }

  private Pair fuzzy(List<String> fields) {
    String word = word();
    int edits = 1 + random.nextInt(2);
    return new Pair(
        word + "~" + edits,
        sum(
            fields.stream()
                .flatMap(
                    field ->
                        List.of(
                            new TermQuery(new Term(field, word)),
                            new ConstantScoreQuery(
                                new FuzzyQuery(new Term(field, word), edits, 0, 1_024, false)))
                            .stream())
                .toList()));
  }

  private Pair boosted(List<String> fields, int depth) {
    Pair inner = query(fields, depth - 1);
    float boost = random.nextInt(1, 40) / 8f;
    return new Pair("(" + inner.text() + ")^" + boost, new BoostQuery(inner.query(), boost));
  }

  private Pair inField(int depth) {
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    Pair inner = query(List.of(field), depth - 1);
    return new Pair(field + ":(" + inner.text() + ")", inner.query());
  }

  /** Alternatives, some of which are required or excluded. */
  private Pair any(List<String> fields, int depth) {
    StringBuilder text = new StringBuilder();
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (int left = 2 + random.nextInt(3); left > 0; left--) {
      Pair part = query(fields, depth - 1);
      Occur occur = OCCURS.get(random.nextInt(OCCURS.size()));
      text.append(text.isEmpty() ? "" : random.nextBoolean() ? " OR " : " ")
          .append(sign(occur))
          .append('(')
          .append(part.text())
          .append(')');
      query.add(part.query(), occur);
    }
    return new Pair("(" + text + ")", query.build());
  }

  private String sign(Occur occur) {
    return switch (occur) {
      case MUST -> "+";
      case MUST_NOT -> random.nextBoolean() ? "-" : "NOT ";
      default -> "";
    };
  }

  private Pair all(List<String> fields, int depth) {
    Pair first = query(fields, depth - 1);
    Pair second = query(fields, depth - 1);
    boolean excluded = random.nextInt(4) == 0;
    return new Pair(
        "((" + first.text() + ") AND " + (excluded ? "-" : "") + "(" + second.text() + "))",
        new BooleanQuery.Builder()
            .add(first.query(), Occur.MUST)
            .add(second.query(), excluded ? Occur.MUST_NOT : Occur.MUST)
            .build());
  }

  /** Words with AND and OR, without parentheses. */
  private Pair mixed(List<String> fields, int depth) {
    Pair a = word(fields);
    Pair b = word(fields);
    Pair c = query(fields, depth - 1);
    Pair d = word(fields);
    String text = a.text() + " OR " + b.text() + " AND (" + c.text() + ") " + d.text();
    Query both =
        new BooleanQuery.Builder().add(b.query(), Occur.MUST).add(c.query(), Occur.MUST).build();
    return new Pair("(" + text + ")", sum(List.of(a.query(), both, d.query())));
  }

  private static Query sum(List<Query> queries) {
    BooleanQuery.Builder sum = new BooleanQuery.Builder();
    queries.forEach(query -> sum.add(query, Occur.SHOULD));
    return sum.build();
  }
}
