package io.pinelink.server.internal.schema;

/**
 * The settings of the analysis of a full-text field.
 *
 * @param minGram the minimum length of n-grams; 0 for no n-grams
 * @param maxGram the maximum length of n-grams; 0 for no n-grams
 * @param prefixOnly whether n-grams begin at the start of a word
 */
public record TextSettings(
    String language,
    boolean stemming,
    boolean stopWords,
    int minGram,
    int maxGram,
    boolean prefixOnly) {
  /** The language of fields that do not set one, and of all fields with n-grams. */
  public static final String DEFAULT_LANGUAGE = "en";

  /** Returns the settings of a field that sets none. */
  public static TextSettings defaults() {
    return of(DEFAULT_LANGUAGE, false, false);
  }

  /** Returns settings without n-grams. */
  public static TextSettings of(String language, boolean stemming, boolean stopWords) {
    return new TextSettings(language, stemming, stopWords, 0, 0, false);
  }

  /** Returns settings with n-grams. */
  public static TextSettings ofGrams(int minGram, int maxGram, boolean prefixOnly) {
    return new TextSettings(DEFAULT_LANGUAGE, false, false, minGram, maxGram, prefixOnly);
  }

  public boolean hasGrams() {
    return maxGram > 0;
  }
}
