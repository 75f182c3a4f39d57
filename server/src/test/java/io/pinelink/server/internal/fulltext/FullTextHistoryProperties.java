package io.pinelink.server.internal.fulltext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Tests that an index with a history of changes gives the same results as an index of the same
 * documents that was built at once: the same ids in the same order, and the same bits of scores.
 */
class FullTextHistoryProperties {
  private static final long SEED = 20261129;
  private static final int HISTORIES = Math.min(300, Integer.getInteger("pinelink.cases", 10));
  private static final int STATES = 4;
  private static final int SEARCHES = 12;

  private static final List<Map<String, TextAnalysis>> ANALYSES =
      List.of(
          Map.of("title", Texts.PLAIN, "body", Texts.PLAIN),
          Map.of("title", Texts.PLAIN, "body", Texts.STEMMED),
          Map.of("title", new TextAnalysis("en", false, false, 2, 3, false), "body", Texts.PLAIN));

  @Test
  void aHistoryOfChangesLeavesNoTraceInResults() throws IOException {
    int found = 0;
    int ties = 0;
    for (int i = 0; i < HISTORIES; i++) {
      History history = new History(SEED + i);
      for (int state = 0; state < STATES; state++) {
        history.change();
        FreshTexts fresh = history.fresh();
        for (int search = 0; search < SEARCHES; search++) {
          List<TextMatch> matches = history.check(fresh);
          found += matches.size();
          ties += matches.size() - (int) matches.stream().map(TextMatch::score).distinct().count();
        }
      }
    }
    assertThat(found).as("matches of all searches").isGreaterThan(20 * HISTORIES);
    assertThat(ties).as("equal scores").isGreaterThan(HISTORIES);
  }

  private static final class History {
    private final long seed;
    private final SplittableRandom random;
    private final RandomQueries texts;
    private final Map<String, TextAnalysis> fields;
    private final FullTextIndex index;
    private final Map<String, Map<String, String>> documents = new TreeMap<>();
    private final int ids;

    History(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.texts = new RandomQueries(random.split());
      this.fields = ANALYSES.get(random.nextInt(ANALYSES.size()));
      this.index = new FullTextIndex(fields);
      this.ids = random.nextInt(2, 150);
    }

    /** Makes changes, and searches the index between some of them. */
    void change() {
      for (int left = random.nextInt(1, 100); left > 0; left--) {
        String id = "id-" + random.nextInt(ids);
        if (random.nextInt(3) == 0) {
          index.remove(id);
          documents.remove(id);
        } else {
          Map<String, String> document = document();
          if (documents.containsKey(id) || random.nextBoolean()) {
            index.put(id, document);
          } else {
            index.add(id, document);
          }
          documents.put(id, document);
        }
        if (random.nextInt(10) == 0) {
          index.refresh();
        }
      }
      index.refresh();
    }

    private Map<String, String> document() {
      return switch (random.nextInt(8)) {
        case 0 -> Map.of();
        case 1 -> Map.of("other", "ka");
        case 2 -> Map.of("body", texts.text(4));
        // Equal texts have equal scores.
        case 3 -> Map.of("title", "ka lo", "body", "ka mi ka");
        case 4 -> Map.of("title", "", "body", texts.text(100));
        default -> Map.of("title", texts.text(5), "body", texts.text(20));
      };
    }

    FreshTexts fresh() throws IOException {
      return new FreshTexts(fields, documents);
    }

    /** Checks one search. */
    List<TextMatch> check(FreshTexts fresh) throws IOException {
      List<TextClause> clauses = clauses();
      int limit = random.nextInt(4) == 0 ? 1_000 : random.nextInt(1, 20);
      int divisor = random.nextInt(1, 4);
      DocumentCheck check = (id, document) -> id.hashCode() % divisor == 0;

      List<TextMatch> matches = index.search(clauses, check, limit);

      assertThat(bits(matches))
          .as(() -> "seed " + seed + ", limit " + limit + ": " + shown(clauses))
          .isEqualTo(bits(fresh.search(clauses, check, limit)));
      return matches;
    }

    private List<TextClause> clauses() {
      List<TextClause> clauses = new ArrayList<>();
      for (int left = random.nextInt(5) == 0 ? 3 : 1; left > 0; left--) {
        clauses.add(
            switch (random.nextInt(6)) {
              case 0, 1 ->
                  new TextClause.Words(
                      "ka " + texts.text(6),
                      random.nextBoolean() ? RandomQueries.FIELDS : List.of("body"));
              case 2 -> new TextClause.Query("\"" + texts.text(1) + " ka l\"*");
              case 3 -> new TextClause.Query("body:/(ka|lo).*/ OR title:ka~1");
              default -> new TextClause.Query(texts.query().text());
            });
      }
      return clauses;
    }
  }

  private static List<String> bits(List<TextMatch> matches) {
    return matches.stream()
        .map(match -> match.id() + " " + Float.floatToRawIntBits(match.score()))
        .toList();
  }

  private static String shown(List<TextClause> clauses) {
    Map<String, String> shown = new LinkedHashMap<>();
    clauses.forEach(clause -> shown.put(clause.query(), clause.toString()));
    return shown.toString();
  }
}
