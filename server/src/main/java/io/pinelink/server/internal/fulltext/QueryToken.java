package io.pinelink.server.internal.fulltext;

/**
 * A token of a query.
 *
 * @param kind the kind of token
 * @param text the content: of a word or a phrase without its escapes, of a regular expression
 *     without its slashes, of a suffix without its sign
 * @param start the offset of the first character in the query
 * @param end the offset after the last character
 */
record QueryToken(Kind kind, String text, int start, int end) {
  /** The kinds of tokens. */
  enum Kind {
    WORD,
    /** A word with an unescaped {@code *} or {@code ?}. */
    WILDCARD,
    PHRASE,
    REGEX,
    OPEN,
    CLOSE,
    COLON,
    PLUS,
    MINUS,
    NOT,
    AND,
    OR,
    /** The {@code ~} of a fuzzy word or a phrase with slop. */
    TILDE,
    /** The {@code ^} of a boost. */
    CARET,
    /** The {@code *} after a phrase. */
    STAR,
    /** The end of the query. */
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Returns the kind and the place, not the text. */
  @Override
  public String toString() {
    return kind + "[" + start + ", " + end + "]";
  }
}
