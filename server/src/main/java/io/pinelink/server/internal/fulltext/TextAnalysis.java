package io.pinelink.server.internal.fulltext;

/**
 * The settings by which a field's texts and the queries on it are split into tokens.
 *
 * @param language a code of two letters, or the English name of the language in lower case
 * @param stemming whether words are reduced to their stems
 * @param stopWords whether frequent words are removed; requires stemming
 * @param minGram the minimum length of an n-gram, 1 to 10; ignored without n-grams
 * @param maxGram the maximum length of an n-gram, {@code minGram} to 10; 0 for whole words
 * @param prefixOnly whether only the n-grams from the start of a word are indexed; ignored without
 *     n-grams
 */
public record TextAnalysis(
    String language,
    boolean stemming,
    boolean stopWords,
    int minGram,
    int maxGram,
    boolean prefixOnly) {
  /** The language of fields that do not set one, and of all fields with n-grams. */
  public static final String DEFAULT_LANGUAGE = "en";

  private static final int MAX_GRAM = 10;

  /** Returns the settings of a field that sets none. */
  public static TextAnalysis defaults() {
    return new TextAnalysis(DEFAULT_LANGUAGE, false, false, 0, 0, false);
  }

  /** Returns whether words are split into n-grams. */
  public boolean hasGrams() {
    return maxGram != 0;
  }

  /**
   * Checks settings against the rules of the service. The texts use the names of the wire.
   *
   * <p>N-grams are always analysed in English, so a language beside them is checked and then
   * ignored.
   *
   * @throws IllegalArgumentException if the language is unknown, stop words are on without stemming
   *     or not available in the language, or n-grams are out of range or combined with either
   */
  public static void check(TextAnalysis analysis) {
    TextLanguage language =
        TextLanguage.find(analysis.language())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "language is '%s', expected one of %s"
                            .formatted(analysis.language(), TextLanguage.codes())));
    if (analysis.hasGrams()) {
      checkGrams(analysis);
    }
    if (analysis.stopWords() && !analysis.stemming()) {
      throw new IllegalArgumentException(
          "stop_words is true, expected stemming to be true as well");
    }
    if (analysis.stopWords() && !language.hasStopWords()) {
      throw new IllegalArgumentException(
          "stop_words is true with language '%s', which has none, expected one of %s"
              .formatted(analysis.language(), TextLanguage.codesWithStopWords()));
    }
  }

  private static void checkGrams(TextAnalysis analysis) {
    if (analysis.stemming() || analysis.stopWords()) {
      throw new IllegalArgumentException(
          (analysis.stemming() ? "stemming" : "stop_words")
              + " is true, expected false with ngram");
    }
    if (analysis.minGram() < 1 || analysis.minGram() > MAX_GRAM) {
      throw new IllegalArgumentException(
          "ngram.min_gram is " + analysis.minGram() + ", expected 1 to " + MAX_GRAM);
    }
    if (analysis.maxGram() < analysis.minGram() || analysis.maxGram() > MAX_GRAM) {
      throw new IllegalArgumentException(
          "ngram.max_gram is %s, expected %s to %s"
              .formatted(analysis.maxGram(), analysis.minGram(), MAX_GRAM));
    }
  }
}
