package io.pinelink.server.internal.fulltext;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TamilStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * The stemmers and stop words of the languages.
 *
 * <p>Every language has a Snowball stemmer. They reduce the vendor's examples as documented ({@code
 * migrating} to {@code migrat}).
 */
final class LanguageFilters {
  private LanguageFilters() {}

  /** Returns a new stemmer, which has state and serves one stream. */
  static SnowballStemmer stemmer(TextLanguage language) {
    return switch (language) {
      case ARABIC -> new ArabicStemmer();
      case DANISH -> new DanishStemmer();
      case GERMAN -> new GermanStemmer();
      case GREEK -> new GreekStemmer();
      case ENGLISH -> new EnglishStemmer();
      case SPANISH -> new SpanishStemmer();
      case FINNISH -> new FinnishStemmer();
      case FRENCH -> new FrenchStemmer();
      case HUNGARIAN -> new HungarianStemmer();
      case ITALIAN -> new ItalianStemmer();
      case DUTCH -> new DutchStemmer();
      case NORWEGIAN -> new NorwegianStemmer();
      case PORTUGUESE -> new PortugueseStemmer();
      case ROMANIAN -> new RomanianStemmer();
      case RUSSIAN -> new RussianStemmer();
      case SWEDISH -> new SwedishStemmer();
      case TAMIL -> new TamilStemmer();
      case TURKISH -> new TurkishStemmer();
    };
  }

  /**
   * Returns Lucene's stop words of a language that {@linkplain TextLanguage#hasStopWords has them}.
   */
  static CharArraySet stopWords(TextLanguage language) {
    return switch (language) {
      case DANISH -> DanishAnalyzer.getDefaultStopSet();
      case GERMAN -> GermanAnalyzer.getDefaultStopSet();
      case ENGLISH -> EnglishAnalyzer.getDefaultStopSet();
      case SPANISH -> SpanishAnalyzer.getDefaultStopSet();
      case FINNISH -> FinnishAnalyzer.getDefaultStopSet();
      case FRENCH -> FrenchAnalyzer.getDefaultStopSet();
      case HUNGARIAN -> HungarianAnalyzer.getDefaultStopSet();
      case ITALIAN -> ItalianAnalyzer.getDefaultStopSet();
      case DUTCH -> DutchAnalyzer.getDefaultStopSet();
      case NORWEGIAN -> NorwegianAnalyzer.getDefaultStopSet();
      case PORTUGUESE -> PortugueseAnalyzer.getDefaultStopSet();
      case RUSSIAN -> RussianAnalyzer.getDefaultStopSet();
      case SWEDISH -> SwedishAnalyzer.getDefaultStopSet();
      case ARABIC, GREEK, ROMANIAN, TAMIL, TURKISH ->
          throw new IllegalArgumentException(
              "language %s has no stop words, expected one of %s"
                  .formatted(language.code(), TextLanguage.codesWithStopWords()));
    };
  }
}
