package io.pinelink.server.internal.fulltext;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * A regular expression in Lucene's syntax with bounded cost. Lucene's parser recurses for each
 * character and copies repeated parts before it counts their states, so that the length, the
 * nesting and the repetitions are checked before it runs.
 */
final class RegexPattern {
  private static final int MAX_LENGTH = 500;
  private static final int MAX_NESTING = 50;
  private static final int MAX_REPETITIONS = 1_000;

  private RegexPattern() {}

  /**
   * Returns the query for tokens that match the text of a term. Case is ignored in ASCII letters
   * only; tokens are in lower case.
   *
   * @throws IllegalArgumentException if the pattern is malformed or costs too much
   */
  static Query query(Term term) {
    check(term.text());
    try {
      return new RegexpQuery(
          term,
          RegExp.ALL,
          RegExp.ASCII_CASE_INSENSITIVE,
          Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
    } catch (TooComplexToDeterminizeException e) {
      throw new IllegalArgumentException("the regular expression has too many states", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the regular expression is invalid: " + e.getMessage(), e);
    }
  }

  private static void check(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the regular expression has %s characters, expected at most %s"
              .formatted(pattern.length(), MAX_LENGTH));
    }
    int nesting = 0;
    for (int at = 0; at < pattern.length(); at++) {
      switch (pattern.charAt(at)) {
        case '\\' -> at++;
        // A closing parenthesis may be literal in a character class, so that depth never decreases.
        case '(', '~' -> nesting++;
        case '{' -> checkRepetitions(pattern, at + 1);
        default -> {}
      }
    }
    if (nesting > MAX_NESTING) {
      throw new IllegalArgumentException(
          "the regular expression has %s groups and complements, expected at most %s"
              .formatted(nesting, MAX_NESTING));
    }
  }

  private static void checkRepetitions(String pattern, int start) {
    int count = 0;
    for (int at = start; at < pattern.length(); at++) {
      int digit = Character.digit(pattern.charAt(at), 10);
      if (digit < 0 && pattern.charAt(at) != ',') {
        return;
      }
      count = digit < 0 ? 0 : count * 10 + digit;
      if (count > MAX_REPETITIONS) {
        throw new IllegalArgumentException(
            "the regular expression repeats a part more than " + MAX_REPETITIONS + " times");
      }
    }
  }
}
