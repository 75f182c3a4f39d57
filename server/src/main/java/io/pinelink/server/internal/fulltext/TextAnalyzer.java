package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The analysis of one field, which is the same for its texts and the queries on it: Unicode words,
 * lower case, optional stop words and stems, at most 40 characters a token, optional n-grams.
 *
 * <p>The vendor splits texts at whitespace and punctuation. Lucene's tokenizer alone would keep
 * words such as {@code example.com} and {@code body:quantum} whole.
 *
 * <p>The vendor's documentation lists stemming before stop words. Here stop words are removed
 * first, as in Lucene's analyzers, because their lists contain words and not stems.
 */
final class TextAnalyzer extends Analyzer {
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}]");

  /** The service cuts longer tokens. */
  private static final int MAX_TOKEN = 40;

  /** Splits words and lowers their case. */
  static final TextAnalyzer WORDS =
      new TextAnalyzer(new TextAnalysis("en", false, false, 0, 0, false));

  private final TextAnalysis analysis;
  private final TextLanguage language;

  /** Creates the analyzer of settings that pass {@link TextAnalysis#check}. */
  TextAnalyzer(TextAnalysis analysis) {
    TextAnalysis.check(analysis);
    this.analysis = analysis;
    this.language = TextLanguage.find(analysis.language()).orElseThrow();
  }

  /** Returns the tokens of a text, in order. */
  List<TextToken> tokens(String text) {
    List<TextToken> tokens = new ArrayList<>();
    try (TokenStream stream = tokenStream("", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += increment.getPositionIncrement();
        tokens.add(new TextToken(term.toString(), position, offset.startOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  @Override
  protected Reader initReader(String fieldName, Reader reader) {
    return new PatternReplaceCharFilter(PUNCTUATION, " ", reader);
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    Tokenizer words = new StandardTokenizer();
    return new TokenStreamComponents(words, filtered(words));
  }

  private TokenStream filtered(Tokenizer words) {
    TokenStream stream = new LowerCaseFilter(words);
    if (analysis.stopWords()) {
      stream = new StopFilter(stream, LanguageFilters.stopWords(language));
    }
    if (analysis.stemming()) {
      stream = new SnowballFilter(stream, LanguageFilters.stemmer(language));
    }
    stream = new TruncateTokenFilter(stream, MAX_TOKEN);
    if (!analysis.hasGrams()) {
      return stream;
    }
    return analysis.prefixOnly()
        ? new EdgeNGramTokenFilter(stream, analysis.minGram(), analysis.maxGram(), false)
        : new NGramTokenFilter(stream, analysis.minGram(), analysis.maxGram(), false);
  }
}
