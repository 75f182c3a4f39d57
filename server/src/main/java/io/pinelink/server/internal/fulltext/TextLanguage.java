package io.pinelink.server.internal.fulltext;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A language that texts can be analysed in. This enum does not need Lucene. */
enum TextLanguage {
  ARABIC("ar", false),
  DANISH("da", true),
  GERMAN("de", true),
  GREEK("el", false),
  ENGLISH("en", true),
  SPANISH("es", true),
  FINNISH("fi", true),
  FRENCH("fr", true),
  HUNGARIAN("hu", true),
  ITALIAN("it", true),
  DUTCH("nl", true),
  NORWEGIAN("no", true),
  PORTUGUESE("pt", true),
  ROMANIAN("ro", false),
  RUSSIAN("ru", true),
  SWEDISH("sv", true),
  TAMIL("ta", false),
  TURKISH("tr", false);

  private final String code;
  private final boolean stopWords;

  TextLanguage(String code, boolean stopWords) {
    this.code = code;
    this.stopWords = stopWords;
  }

  /** Returns the code of two letters. */
  String code() {
    return code;
  }

  /** Returns whether the service removes the frequent words of this language on request. */
  boolean hasStopWords() {
    return stopWords;
  }

  /** Returns the language with this code, such as {@code de}, or English name, {@code german}. */
  static Optional<TextLanguage> find(String name) {
    return Arrays.stream(values())
        .filter(
            language ->
                language.code.equals(name) || language.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** Returns the codes of all languages, separated by commas. */
  static String codes() {
    return Arrays.stream(values()).map(TextLanguage::code).collect(Collectors.joining(", "));
  }

  /** Returns the codes of the languages with stop words, separated by commas. */
  static String codesWithStopWords() {
    return Arrays.stream(values())
        .filter(TextLanguage::hasStopWords)
        .map(TextLanguage::code)
        .collect(Collectors.joining(", "));
  }
}
