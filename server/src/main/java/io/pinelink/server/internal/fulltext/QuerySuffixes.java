package io.pinelink.server.internal.fulltext;

import static io.pinelink.server.internal.fulltext.QueryTokenizer.malformed;

import java.util.regex.Pattern;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** The suffixes of a word, phrase or group: {@code ~}, {@code ~N} and {@code ^N}. */
record QuerySuffixes(@Nullable QueryToken tilde, float boost) {
  private static final Pattern BOOST = Pattern.compile("[0-9]+(\\.[0-9]+)?");
  private static final Pattern DISTANCE = Pattern.compile("[0-9]+");

  /** Returns the suffixes and checks the boost, a decimal without sign or exponent. */
  static QuerySuffixes of(@Nullable QueryToken tilde, @Nullable QueryToken caret) {
    return new QuerySuffixes(tilde, caret == null ? 1 : boost(caret));
  }

  private static float boost(QueryToken caret) {
    if (!BOOST.matcher(caret.text()).matches()) {
      throw malformed(
          caret.start(),
          "boost is '%s', expected a decimal number such as 2 or 0.5 after the ^"
              .formatted(caret.text()));
    }
    float boost = Float.parseFloat(caret.text());
    if (boost > BoostLimit.MAX) {
      throw malformed(caret.start(), "boost is " + boost + ", expected at most " + BoostLimit.MAX);
    }
    return boost;
  }

  /** Returns these suffixes of something that has no distance, or refuses the {@code ~}. */
  QuerySuffixes withoutTilde(String subject) {
    if (tilde != null) {
      throw malformed(tilde.start(), subject + " has no ~ suffix");
    }
    return this;
  }

  boolean isFuzzy() {
    return tilde != null;
  }

  /** Returns the maximum edits of a fuzzy word, or -1 for a number that depends on its length. */
  int edits() {
    if (tilde == null || tilde.text().isEmpty()) {
      return -1;
    }
    return switch (tilde.text()) {
      case "0" -> 0;
      case "1" -> 1;
      case "2" -> 2;
      default ->
          throw malformed(
              tilde.start(), "fuzzy distance is '" + tilde.text() + "', expected 0, 1 or 2");
    };
  }

  /** Returns the slop of a phrase. Without a number it is 0, as in Lucene's classic parser. */
  int slop() {
    if (tilde == null || tilde.text().isEmpty()) {
      return 0;
    }
    if (!DISTANCE.matcher(tilde.text()).matches() || tilde.text().length() > 9) {
      throw malformed(
          tilde.start(), "slop is '" + tilde.text() + "', expected an integer, 0 to 999999999");
    }
    return Integer.parseInt(tilde.text());
  }

  /** Returns a query with this boost; null for null. */
  @Nullable Query boosted(@Nullable Query query) {
    return query == null || boost == 1 ? query : new BoostQuery(query, boost);
  }
}
