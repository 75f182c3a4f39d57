package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import java.util.Optional;

/**
 * The analysis of a text field for full-text search.
 *
 * <pre>{@code
 * FullTextSearch.defaults().withLanguage("de").withStemming().withStopWords()
 * }</pre>
 *
 * <p>Source: createIndex, API version 2026-07.
 *
 * @param language a code of two letters; empty for the service's default, {@code en}
 * @param stemming whether words are reduced to their stems
 * @param stopWords whether frequent words are removed, which requires stemming and is not available
 *     in every language
 * @param ngram the splitting of words into parts; empty for whole words
 */
public record FullTextSearch(
    Optional<String> language, boolean stemming, boolean stopWords, Optional<Ngram> ngram) {
  private static final FullTextSearch DEFAULT =
      new FullTextSearch(Optional.empty(), false, false, Optional.empty());

  /** Checks that no part is null. */
  public FullTextSearch {
    Objects.requireNonNull(language, "language is null");
    Objects.requireNonNull(ngram, "ngram is null");
  }

  /** Returns the service's defaults: English, without stemming, stop words or n-grams. */
  public static FullTextSearch defaults() {
    return DEFAULT;
  }

  /**
   * Returns a copy for texts in another language.
   *
   * @param language a code of two letters; the service has 18 languages
   */
  public FullTextSearch withLanguage(String language) {
    return new FullTextSearch(
        Optional.of(Check.notBlank("language", language)), stemming, stopWords, ngram);
  }

  /**
   * Returns a copy that splits words into parts of a few characters, which finds parts of words. It
   * excludes stemming, stop words and languages other than English.
   *
   * @param min the minimum length of a part, 1 to 10
   * @param max the maximum length of a part, {@code min} to 10
   */
  public FullTextSearch withNgrams(int min, int max) {
    return new FullTextSearch(
        language, stemming, stopWords, Optional.of(new Ngram(min, max, false)));
  }

  /** Returns a copy that reduces words to their stems. */
  public FullTextSearch withStemming() {
    return new FullTextSearch(language, true, stopWords, ngram);
  }

  /** Returns a copy that removes frequent words; it also needs {@link #withStemming()}. */
  public FullTextSearch withStopWords() {
    return new FullTextSearch(language, stemming, true, ngram);
  }

  /**
   * Returns a copy whose parts of words are only those from the start of a word.
   *
   * @throws IllegalStateException if words are not split into parts, as by {@link #withNgrams}
   */
  public FullTextSearch withPrefixesOnly() {
    Ngram parts =
        ngram.orElseThrow(
            () ->
                new IllegalStateException(
                    "words are not split into parts, expected n-grams for prefixes"));
    return new FullTextSearch(
        language, stemming, stopWords, Optional.of(new Ngram(parts.min(), parts.max(), true)));
  }

  /**
   * The splitting of words into parts.
   *
   * @param min the minimum length of a part, 1 to 10
   * @param max the maximum length of a part, {@code min} to 10
   * @param prefixOnly whether only parts from the start of a word are indexed
   */
  public record Ngram(int min, int max, boolean prefixOnly) {}
}
