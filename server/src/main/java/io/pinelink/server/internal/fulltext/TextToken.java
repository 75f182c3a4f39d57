package io.pinelink.server.internal.fulltext;

/**
 * A token of an analysed text.
 *
 * @param term the term as it is indexed
 * @param position the number of the word; n-grams of one word share it, and removed stop words
 *     leave a gap
 * @param start the offset of the word in the text
 */
record TextToken(String term, int position, int start) {
  /** Returns the position, not the term. */
  @Override
  public String toString() {
    return "TextToken[position=" + position + "]";
  }
}
