package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An expression of the service's query language, built from texts that may come from users: no text
 * can change the structure of the query.
 *
 * <pre>{@code
 * QueryExpression.term("gloss", searchBox)
 *     .or(QueryExpression.phrase("gloss", searchBox).boost(2.5))
 *     .andNot(QueryExpression.term("tags", "draft"))
 * }</pre>
 *
 * <p>White space and control characters separate words and have no other meaning. A word with
 * characters other than letters and digits is quoted, and so are the words AND, OR and NOT, so the
 * service analyses it as text. The service ignores case, and splits a quoted word at its
 * punctuation: {@code wi-fi} matches where {@code wi} is followed by {@code fi}.
 *
 * <p>Parentheses are added where the language needs them, so an expression means the same on its
 * own and as a part of another one. The language has no expression that only excludes, which is why
 * there is {@link #andNot} but no negation of a single expression.
 *
 * <p>An interface, so that {@code QueryExpression.term(…).term(…)}, which would drop the first
 * expression, does not compile.
 *
 * <p>Immutable and thread-safe; two expressions are equal if their texts are. Source: the
 * documentation of full-text search, API version 2026-07.
 */
public sealed interface QueryExpression permits QueryText {
  /**
   * Returns an expression for the words of a text in a field. One word is enough for a match, and
   * more words score higher.
   *
   * @param field the name of a full-text field
   * @param text at least one word
   * @throws IllegalArgumentException if the text is blank
   */
  static QueryExpression term(String field, String text) {
    List<String> words = QueryText.words(text).stream().map(QueryText::literal).toList();
    return new QueryText(
        QueryText.qualifier(field) + QueryText.group(words), QueryText.Form.BOOSTABLE);
  }

  /**
   * Returns an expression for the words of a text with typing errors. The length of a word
   * determines the number of edits: none below 4 characters, one from 4 to 7, and two from 8.
   *
   * @param field the name of a full-text field
   * @param text the words, one of which is enough for a match; all characters other than letters
   *     and digits separate words
   * @throws IllegalArgumentException if the text has no letters or digits
   */
  static QueryExpression fuzzy(String field, String text) {
    return fuzzy(field, text, "~");
  }

  /**
   * Returns an expression for the words of a text with a number of typing errors, as {@link
   * #fuzzy(String, String)} does.
   *
   * @param edits the maximum number of characters to insert, delete or replace in each word, 0 to
   *     2; a swap of two characters takes two edits
   */
  static QueryExpression fuzzy(String field, String text, int edits) {
    return fuzzy(field, text, "~" + Check.range("edits", edits, 0, QueryText.MAX_EDITS));
  }

  private static QueryExpression fuzzy(String field, String text, String suffix) {
    // A quoted word cannot be fuzzy. Matching ignores case, and in lower case no word is an
    // operator.
    List<String> words =
        QueryText.tokens(text).stream()
            .map(
                word ->
                    (QueryText.isOperator(word) ? word.toLowerCase(Locale.ROOT) : word) + suffix)
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "text of a fuzzy term has no letters or digits, expected at least one word");
    }
    return new QueryText(
        QueryText.qualifier(field) + QueryText.group(words),
        words.size() == 1 ? QueryText.Form.OPERAND : QueryText.Form.BOOSTABLE);
  }

  /**
   * Returns an expression for the words of a text, one directly after the other.
   *
   * @param field the name of a full-text field
   * @param text at least one word
   * @throws IllegalArgumentException if the text is blank
   */
  static QueryExpression phrase(String field, String text) {
    return new QueryText(
        QueryText.qualifier(field) + QueryText.quoted(QueryText.words(text)),
        QueryText.Form.BOOSTABLE);
  }

  /**
   * Returns an expression for the words of a text near each other, as {@link #phrase(String,
   * String)} does without other words between them.
   *
   * @param slop the maximum number of positions by which words may be moved, 0 or more
   */
  static QueryExpression phrase(String field, String text, int slop) {
    if (slop < 0) {
      throw new IllegalArgumentException("slop is " + slop + ", expected 0 or more");
    }
    return new QueryText(
        QueryText.qualifier(field) + QueryText.quoted(QueryText.words(text)) + "~" + slop,
        QueryText.Form.OPERAND);
  }

  /**
   * Returns an expression for a phrase whose last word may be incomplete. The service expands it to
   * the first 50 indexed words with this prefix, in order.
   *
   * @param field the name of a full-text field
   * @param text at least two words, since the language has no prefix of a single word
   * @throws IllegalArgumentException if the text has fewer words; a word has letters or digits
   */
  static QueryExpression phrasePrefix(String field, String text) {
    Objects.requireNonNull(field, "field is null");
    int count = QueryText.tokens(text).size();
    if (count < 2) {
      throw new IllegalArgumentException(
          "text of a phrase prefix has "
              + count
              + " words, expected at least 2: the service has no prefix of a single word");
    }
    return new QueryText(
        QueryText.qualifier(field) + QueryText.quoted(QueryText.words(text)) + "*",
        QueryText.Form.OPERAND);
  }

  /**
   * Returns an expression for single words that match a regular expression as a whole.
   *
   * @param field the name of a full-text field
   * @param pattern a pattern of the service, which sees words as they are indexed: in lower case,
   *     for example. A slash in it is escaped; nothing else is, so a pattern must not contain texts
   *     of users.
   * @throws IllegalArgumentException if the pattern is blank, or ends with a backslash, which would
   *     escape the closing slash; a literal backslash at the end is {@code [\\]}
   */
  static QueryExpression regex(String field, String pattern) {
    Check.notBlank("pattern", Check.text("pattern", pattern));
    if (pattern.endsWith("\\")) {
      throw new IllegalArgumentException(
          "pattern ends with a backslash, expected another end; write a literal backslash as [\\\\]");
    }
    StringBuilder escaped = new StringBuilder();
    boolean isEscaped = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '/' && !isEscaped) {
        escaped.append('\\');
      }
      escaped.append(c);
      isEscaped = c == '\\' && !isEscaped;
    }
    return new QueryText(QueryText.qualifier(field) + "/" + escaped + "/", QueryText.Form.OPERAND);
  }

  /** Creates a builder for an expression with required, optional and excluded parts. */
  static Builder builder() {
    return new Builder();
  }

  /** Returns an expression that matches if both this and the other one match. */
  QueryExpression and(QueryExpression other);

  /** Returns an expression that matches if this one, the other one, or both match. */
  QueryExpression or(QueryExpression other);

  /** Returns an expression that matches if this one matches and the other one does not. */
  QueryExpression andNot(QueryExpression other);

  /**
   * Returns this expression with its score multiplied. Boosts of nested expressions multiply.
   *
   * @param factor 0 or more; with 0 the expression still matches but scores nothing
   * @throws IllegalArgumentException if the factor is negative or not finite
   */
  QueryExpression boost(double factor);

  /**
   * Returns the expression in the query language, which contains the texts that it was built of.
   */
  String text();

  /** Returns the length of the text, not the text. */
  @Override
  String toString();

  /** Builds an expression with required, optional and excluded parts, at least one not excluded. */
  final class Builder {
    private final List<String> parts = new ArrayList<>();
    private boolean matches;

    private Builder() {}

    /** Adds an expression that must match. */
    public Builder required(QueryExpression expression) {
      return add("+", expression, true);
    }

    /**
     * Adds an expression that adds to the score where it matches. If no expression is required, at
     * least one optional expression must match.
     */
    public Builder optional(QueryExpression expression) {
      return add("", expression, true);
    }

    /** Adds an expression that must not match. */
    public Builder excluded(QueryExpression expression) {
      return add("-", expression, false);
    }

    private Builder add(String sign, QueryExpression expression, boolean isMatch) {
      parts.add(sign + ((QueryText) expression).operand());
      matches |= isMatch;
      return this;
    }

    /**
     * Builds the expression.
     *
     * @throws IllegalArgumentException if no expression is required or optional
     */
    public QueryExpression build() {
      if (!matches) {
        throw new IllegalArgumentException(
            "query string has "
                + parts.size()
                + " excluded expressions only, expected one that is required or optional");
      }
      return new QueryText(String.join(" ", parts), QueryText.Form.MIXED);
    }
  }
}
