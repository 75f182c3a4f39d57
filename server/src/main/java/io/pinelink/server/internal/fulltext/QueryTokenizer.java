package io.pinelink.server.internal.fulltext;

import io.pinelink.server.internal.fulltext.QueryToken.Kind;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a query string. Words, escapes and operators follow Lucene's classic query parser,
 * including {@code &&}, {@code ||}, {@code !} and <code>&#92;u0041</code>, which the vendor does
 * not document.
 */
final class QueryTokenizer {
  /** Characters that end a word. */
  private static final String SPECIAL = "!():^[]{}\"~/";

  private final String query;
  private final List<QueryToken> tokens = new ArrayList<>();
  private int at;

  private QueryTokenizer(String query) {
    this.query = query;
  }

  /**
   * Returns the tokens of a query, the last of which is {@link Kind#END}.
   *
   * @throws RpcException if a phrase, a regular expression or an escape is incomplete, or a
   *     character must be escaped
   */
  static List<QueryToken> tokens(String query) {
    QueryTokenizer tokenizer = new QueryTokenizer(query);
    while (tokenizer.skipSpace()) {
      tokenizer.next();
    }
    tokenizer.add(Kind.END, "", tokenizer.at);
    return tokenizer.tokens;
  }

  /** Returns the refusal of a query with the place of the fault, counted from 1. */
  static RpcException malformed(int offset, String fault) {
    return RpcException.invalid(
        "query_string is malformed at character " + (offset + 1) + ": " + fault);
  }

  private boolean skipSpace() {
    while (at < query.length() && isSpace(query.charAt(at))) {
      at++;
    }
    return at < query.length();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private void next() {
    int start = at;
    char c = query.charAt(at);
    switch (c) {
      case '(' -> one(Kind.OPEN);
      case ')' -> one(Kind.CLOSE);
      case ':' -> one(Kind.COLON);
      case '+' -> one(Kind.PLUS);
      case '-' -> one(Kind.MINUS);
      case '!' -> one(Kind.NOT);
      case '~' -> suffix(Kind.TILDE);
      case '^' -> suffix(Kind.CARET);
      case '"' -> phrase();
      case '/' -> regex();
      case '[', ']', '{', '}' ->
          throw malformed(start, "ranges are not supported; write \\" + c + " for the character");
      default -> word();
    }
  }

  private void one(Kind kind) {
    at++;
    add(kind, "", at - 1);
  }

  private void suffix(Kind kind) {
    int start = at++;
    while (at < query.length() && !endsWord(query.charAt(at))) {
      at++;
    }
    add(kind, query.substring(start + 1, at), start);
  }

  private void phrase() {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < query.length() && query.charAt(at) != '"') {
      character(text);
    }
    if (at == query.length()) {
      throw malformed(start, "the phrase has no closing quote");
    }
    at++;
    add(Kind.PHRASE, text.toString(), start);
    if (at < query.length() && query.charAt(at) == '*') {
      one(Kind.STAR);
    }
  }

  /** Reads a pattern and leaves its escapes to the syntax of regular expressions. */
  private void regex() {
    int start = at++;
    while (at < query.length() && query.charAt(at) != '/') {
      at += query.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= query.length()) {
      throw malformed(
          start, "the regular expression has no closing slash; write \\/ for the character");
    }
    at++;
    add(Kind.REGEX, query.substring(start + 1, at - 1), start);
  }

  private void word() {
    int start = at;
    boolean wildcard = false;
    StringBuilder text = new StringBuilder();
    while (at < query.length() && !endsWord(query.charAt(at))) {
      char c = query.charAt(at);
      wildcard |= c == '*' || c == '?';
      character(text);
    }
    Kind kind = wildcard ? Kind.WILDCARD : Kind.WORD;
    // An escaped operator is a word, so the query decides, not the text.
    add(operator(query.substring(start, at), kind), text.toString(), start);
  }

  private static Kind operator(String word, Kind otherwise) {
    return switch (word) {
      case "AND", "&&" -> Kind.AND;
      case "OR", "||" -> Kind.OR;
      case "NOT" -> Kind.NOT;
      default -> otherwise;
    };
  }

  /** Reads one character, which may be escaped. */
  private void character(StringBuilder text) {
    char c = query.charAt(at++);
    if (c != '\\') {
      text.append(c);
      return;
    }
    if (at == query.length()) {
      throw malformed(at - 1, "no character follows the backslash");
    }
    char escaped = query.charAt(at++);
    text.append(escaped == 'u' ? hexadecimal() : escaped);
  }

  private char hexadecimal() {
    int value = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = at < query.length() ? Character.digit(query.charAt(at), 16) : -1;
      if (digit < 0) {
        throw malformed(end - 6, "\\u is not followed by four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private static boolean endsWord(char c) {
    return isSpace(c) || SPECIAL.indexOf(c) >= 0;
  }

  private void add(Kind kind, String text, int start) {
    tokens.add(new QueryToken(kind, text, start, at));
  }
}
