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
 * The text of a query expression, with the structure that determines where it needs parentheses.
 */
final class QueryText implements QueryExpression {
  private static final Set<String> OPERATORS = Set.of("and", "or", "not");
  static final int MAX_EDITS = 2;

  /** The structure of a text, which determines where it needs parentheses. */
  enum Form {
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

  QueryText(String text, Form form) {
    this.text = text;
    this.form = form;
  }

  @Override
  public QueryExpression and(QueryExpression other) {
    return new QueryText(
        operandOf(Form.AND) + " AND " + ((QueryText) other).operandOf(Form.AND), Form.AND);
  }

  @Override
  public QueryExpression or(QueryExpression other) {
    return new QueryText(
        operandOf(Form.OR) + " OR " + ((QueryText) other).operandOf(Form.OR), Form.OR);
  }

  @Override
  public QueryExpression andNot(QueryExpression other) {
    return new QueryText(operand() + " AND NOT " + ((QueryText) other).operand(), Form.MIXED);
  }

  @Override
  public QueryExpression boost(double factor) {
    if (!Double.isFinite(factor) || factor < 0) {
      throw new IllegalArgumentException(
          "boost is " + factor + ", expected a finite number of 0 or more");
    }
    // The language has neither exponents nor signs.
    String number = BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString();
    String boosted = form == Form.BOOSTABLE ? text : "(" + text + ")";
    return new QueryText(boosted + "^" + number, Form.OPERAND);
  }

  @Override
  public String text() {
    return text;
  }

  private String operandOf(Form parent) {
    return form == parent ? text : operand();
  }

  String operand() {
    return form == Form.BOOSTABLE || form == Form.OPERAND ? text : "(" + text + ")";
  }

  static String group(List<String> words) {
    return words.size() == 1 ? words.get(0) : "(" + String.join(" ", words) + ")";
  }

  static String literal(String word) {
    return isOperator(word) || !word.codePoints().allMatch(QueryText::isWordCharacter)
        ? quoted(List.of(word))
        : word;
  }

  static String quoted(List<String> words) {
    return words.stream()
        .map(word -> word.replace("\\", "\\\\").replace("\"", "\\\""))
        .collect(Collectors.joining(" ", "\"", "\""));
  }

  /** Returns whether a word is an operator of the language, in any case. */
  static boolean isOperator(String word) {
    return OPERATORS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Returns the words between white space and control characters, at least one. */
  static List<String> words(String text) {
    List<String> words = split(text, c -> !isSeparator(c));
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "text of a query string is blank, expected at least one word");
    }
    return words;
  }

  /** Returns the runs of letters and digits. */
  static List<String> tokens(String text) {
    return split(text, QueryText::isWordCharacter);
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
  static String qualifier(String field) {
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
    return other instanceof QueryText that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "QueryExpression[" + text.length() + " characters]";
  }
}
