package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
 * service analyzes it as text. The service ignores case, and splits a quoted word at its
 * punctuation: {@code wi-fi} matches where {@code wi} is followed by {@code fi}.
 *
 * <p>Parentheses are added where the language needs them, so an expression means the same on its
 * own and as a part of another one. The language has no expression that only excludes, which is why
 * there is {@link #andNot} but no negation of a single expression.
 *
 * <p>Immutable and thread-safe; two expressions are equal if their texts are. Source: the
 * documentation of full-text search, API version 2026-07.
 */
public final class QueryExpression {
  private static final Set<String> OPERATORS = Set.of("and", "or", "not");
  private static final int MAX_EDITS = 2;

  /** The structure of a text, which determines where it needs parentheses. */
  private enum Form {
    /** A term, a phrase or a group, which takes a boost directly. */
    BOOSTABLE,
    /** One operand that takes a boost only in parentheses. */
    OPERAND,
    /** Operands joined by AND. */
    AND,
    /** Operands joined by OR. */
    OR,
    /** Operands of which some are excluded or required. */
    MIXED
  }

  private final String text;
  private final Form form;

  private QueryExpression(String text, Form form) {
    this.text = text;
    this.form = form;
  }

  /**
   * Returns an expression for the words of a text in a field. One word is enough for a match, and
   * more words score higher.
   *
   * @param field the name of a full-text field
   * @param text at least one word
   * @throws IllegalArgumentException if the text is blank
   */
  public static QueryExpression term(String field, String text) {
    List<String> words = words(text).stream().map(QueryExpression::literal).toList();
    return new QueryExpression(qualifier(field) + group(words), Form.BOOSTABLE);
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
  public static QueryExpression fuzzy(String field, String text) {
    return fuzzy(field, text, "~");
  }

  /**
   * Returns an expression for the words of a text with a number of typing errors, as {@link
   * #fuzzy(String, String)} does.
   *
   * @param edits the maximum number of characters to insert, delete or replace in each word, 0 to
   *     2; a swap of two characters takes two edits
   */
  public static QueryExpression fuzzy(String field, String text, int edits) {
    return fuzzy(field, text, "~" + Check.range("edits", edits, 0, MAX_EDITS));
  }

  private static QueryExpression fuzzy(String field, String text, String suffix) {
    // A quoted word cannot be fuzzy. Matching ignores case, and in lower case no word is an
    // operator.
    List<String> words =
        tokens(text).stream()
            .map(word -> (isOperator(word) ? word.toLowerCase(Locale.ROOT) : word) + suffix)
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "text of a fuzzy term has no letters or digits, expected at least one word");
    }
    return new QueryExpression(
        qualifier(field) + group(words), words.size() == 1 ? Form.OPERAND : Form.BOOSTABLE);
  }

  /**
   * Returns an expression for the words of a text, one directly after the other.
   *
   * @param field the name of a full-text field
   * @param text at least one word
   * @throws IllegalArgumentException if the text is blank
   */
  public static QueryExpression phrase(String field, String text) {
    return new QueryExpression(qualifier(field) + quoted(words(text)), Form.BOOSTABLE);
  }

  /**
   * Returns an expression for the words of a text near each other, as {@link #phrase(String,
   * String)} does without other words between them.
   *
   * @param slop the maximum number of positions by which words may be moved, 0 or more
   */
  public static QueryExpression phrase(String field, String text, int slop) {
    if (slop < 0) {
      throw new IllegalArgumentException("slop is " + slop + ", expected 0 or more");
    }
    return new QueryExpression(qualifier(field) + quoted(words(text)) + "~" + slop, Form.OPERAND);
  }

  /**
   * Returns an expression for a phrase whose last word may be incomplete. The service expands it to
   * the first 50 indexed words with this prefix, in order.
   *
   * @param field the name of a full-text field
   * @param text at least two words, since the language has no prefix of a single word
   * @throws IllegalArgumentException if the text has fewer words; a word has letters or digits
   */
  public static QueryExpression phrasePrefix(String field, String text) {
    int count = tokens(text).size();
    if (count < 2) {
      throw new IllegalArgumentException(
          "text of a phrase prefix has "
              + count
              + " words, expected at least 2: the service has no prefix of a single word");
    }
    return new QueryExpression(qualifier(field) + quoted(words(text)) + "*", Form.OPERAND);
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
  public static QueryExpression regex(String field, String pattern) {
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
    return new QueryExpression(qualifier(field) + "/" + escaped + "/", Form.OPERAND);
  }

  /** Creates a builder of an expression with required, optional and excluded parts. */
  public static Builder clauses() {
    return new Builder();
  }

  /** Returns an expression that matches where this one and the other one match. */
  public QueryExpression and(QueryExpression other) {
    return new QueryExpression(operandOf(Form.AND) + " AND " + other.operandOf(Form.AND), Form.AND);
  }

  /** Returns an expression that matches where this one, the other one, or both match. */
  public QueryExpression or(QueryExpression other) {
    return new QueryExpression(operandOf(Form.OR) + " OR " + other.operandOf(Form.OR), Form.OR);
  }

  /** Returns an expression that matches where this one matches and the other one does not. */
  public QueryExpression andNot(QueryExpression other) {
    return new QueryExpression(operand() + " AND NOT " + other.operand(), Form.MIXED);
  }

  /**
   * Returns this expression with its score multiplied. Boosts of nested expressions multiply.
   *
   * @param factor 0 or more; with 0 the expression still matches but scores nothing
   * @throws IllegalArgumentException if the factor is negative or not finite
   */
  public QueryExpression boost(double factor) {
    if (!Double.isFinite(factor) || factor < 0) {
      throw new IllegalArgumentException(
          "boost is " + factor + ", expected a finite number of 0 or more");
    }
    // The language has neither exponents nor signs.
    String number = BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString();
    String boosted = form == Form.BOOSTABLE ? text : "(" + text + ")";
    return new QueryExpression(boosted + "^" + number, Form.OPERAND);
  }

  /**
   * Returns the expression in the query language, which contains the texts that it was built of.
   */
  public String text() {
    return text;
  }

  private String operandOf(Form parent) {
    return form == parent ? text : operand();
  }

  private String operand() {
    return form == Form.BOOSTABLE || form == Form.OPERAND ? text : "(" + text + ")";
  }

  private static String group(List<String> words) {
    return words.size() == 1 ? words.get(0) : "(" + String.join(" ", words) + ")";
  }

  private static String literal(String word) {
    return isOperator(word) || !word.codePoints().allMatch(QueryExpression::isWordCharacter)
        ? quoted(List.of(word))
        : word;
  }

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> word.replace("\\", "\\\\").replace("\"", "\\\""))
        .collect(Collectors.joining(" ", "\"", "\""));
  }

  /** Returns whether a word is an operator of the language, in any case. */
  private static boolean isOperator(String word) {
    return OPERATORS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Returns the words between white space and control characters, at least one. */
  private static List<String> words(String text) {
    List<String> words = split(text, c -> !isSeparator(c));
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "text of a query string is blank, expected at least one word");
    }
    return words;
  }

  /** Returns the runs of letters and digits. */
  private static List<String> tokens(String text) {
    return split(text, QueryExpression::isWordCharacter);
  }

  private static List<String> split(String text, IntPredicate belongs) {
    Check.text("text of a query string", text);
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (belongs.test(c)) {
                part.appendCodePoint(c);
              } else if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
              }
            });
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }

  private static boolean isSeparator(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean isWordCharacter(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(c);
    };
  }

  /** Returns the prefix that names a field. */
  private static String qualifier(String field) {
    Check.notBlank("field of a query string", Check.text("field of a query string", field));
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean isPlain =
          Character.isLetterOrDigit(c)
              || Character.isSurrogate(c)
              || c == '_'
              || (i > 0 && (c == '-' || c == '.'));
      if (!isPlain || (i == 0 && isOperator(field))) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.append(':').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryExpression that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the length of the text, not the text. */
  @Override
  public String toString() {
    return "QueryExpression[" + text.length() + " characters]";
  }

  /** Builds an expression with required, optional and excluded parts, at least one not excluded. */
  public static final class Builder {
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
      parts.add(sign + expression.operand());
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
      return new QueryExpression(String.join(" ", parts), Form.MIXED);
    }
  }
}
