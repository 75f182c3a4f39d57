package io.pinelink.server.internal.fulltext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The queries on one field. A method returns null if the text has no tokens after analysis; such a
 * part of a query is left out, as in Lucene's classic query parser.
 */
record FieldQueries(String field, TextAnalyzer analyzer, IndexReader reader) {
  /** The maximum terms that complete the last word of a phrase prefix. */
  static final int MAX_COMPLETIONS = 50;

  private static final int MAX_EDITS = 2;

  /** Returns the terms of a text, in order and with repetitions. */
  List<String> terms(String text) {
    return analyzer.tokens(text).stream().map(TextToken::term).toList();
  }

  /** Returns a query for a term as it is indexed. */
  Query exact(String term) {
    return new TermQuery(new Term(field, term));
  }

  /** Returns a query for any token of a word, which may have several, such as {@code so-called}. */
  @Nullable Query word(String word) {
    return any(terms(word).stream().map(this::exact).toList());
  }

  /**
   * Returns a query for words in a sequence.
   *
   * @param slop the total distance by which words may be moved
   */
  @Nullable Query phrase(String phrase, int slop) {
    SortedMap<Integer, List<Term>> positions = positions(analyzer.tokens(phrase));
    if (positions.size() <= 1) {
      return word(phrase);
    }
    if (positions.values().stream().allMatch(terms -> terms.size() == 1)) {
      PhraseQuery.Builder builder = new PhraseQuery.Builder().setSlop(slop);
      positions.forEach((position, terms) -> builder.add(terms.get(0), position));
      return builder.build();
    }
    MultiPhraseQuery.Builder builder = new MultiPhraseQuery.Builder().setSlop(slop);
    positions.forEach((position, terms) -> builder.add(terms.toArray(Term[]::new), position));
    return builder.build();
  }

  /**
   * Returns a query for words in a sequence, the last of which is the beginning of a token. That
   * beginning is not stemmed, and the first {@value #MAX_COMPLETIONS} tokens in order complete it.
   *
   * @param phrase at least two words
   */
  Query phrasePrefix(String phrase) {
    List<TextToken> words = TextAnalyzer.WORDS.tokens(phrase);
    TextToken last = words.get(words.size() - 1);
    List<Term> completions = completions(last.term());
    if (completions.isEmpty()) {
      return new MatchNoDocsQuery("no token begins with the last word of the phrase");
    }
    MultiPhraseQuery.Builder builder = new MultiPhraseQuery.Builder();
    positions(analyzer.tokens(phrase.substring(0, last.start())))
        .forEach((position, terms) -> builder.add(terms.toArray(Term[]::new), position));
    return builder.add(completions.toArray(Term[]::new), last.position()).build();
  }

  /**
   * Returns a query for tokens that are similar to a word. Tokens within the distance score a
   * constant, and the word itself its own score in addition.
   *
   * @param edits the maximum insertions, deletions and substitutions, 0 to 2; negative for 0 with
   *     fewer than 4 characters, 1 with fewer than 8, and 2 with more
   */
  @Nullable Query fuzzy(String word, int edits) {
    List<Query> queries = new ArrayList<>();
    for (String term : terms(word)) {
      queries.add(exact(term));
      int distance = edits < 0 ? automaticEdits(term) : edits;
      if (distance > 0) {
        queries.add(new ConstantScoreQuery(similar(term, distance)));
      }
    }
    return any(queries);
  }

  private static int automaticEdits(String term) {
    int characters = term.codePointCount(0, term.length());
    return characters < 4 ? 0 : characters < 8 ? 1 : MAX_EDITS;
  }

  private Query similar(String term, int edits) {
    // Without transpositions: a swap of two characters is two edits.
    return new FuzzyQuery(
        new Term(field, term),
        edits,
        0,
        FuzzyQuery.defaultMaxExpansions,
        false,
        MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
  }

  /**
   * Returns a query for tokens that match a regular expression as a whole, which score a constant.
   *
   * @throws IllegalArgumentException if the pattern is malformed or costs too much
   */
  Query regex(String pattern) {
    return RegexPattern.query(new Term(field, pattern));
  }

  /** Returns a query that matches any of the queries and adds up their scores. */
  static @Nullable Query any(List<Query> queries) {
    if (queries.size() <= 1) {
      return queries.isEmpty() ? null : queries.get(0);
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    queries.forEach(query -> builder.add(query, Occur.SHOULD));
    return builder.build();
  }

  private SortedMap<Integer, List<Term>> positions(List<TextToken> tokens) {
    SortedMap<Integer, List<Term>> positions = new TreeMap<>();
    for (TextToken token : tokens) {
      positions
          .computeIfAbsent(token.position(), position -> new ArrayList<>())
          .add(new Term(field, token.term()));
    }
    return positions;
  }

  private List<Term> completions(String prefix) {
    List<Term> completions = new ArrayList<>();
    try {
      Terms terms = MultiTerms.getTerms(reader, field);
      if (terms == null) {
        return completions;
      }
      TermsEnum all = terms.iterator();
      BytesRef start = new BytesRef(prefix);
      if (all.seekCeil(start) == TermsEnum.SeekStatus.END) {
        return completions;
      }
      for (BytesRef term = all.term();
          term != null
              && StringHelper.startsWith(term, start)
              && completions.size() < MAX_COMPLETIONS;
          term = all.next()) {
        completions.add(new Term(field, BytesRef.deepCopyOf(term)));
      }
      return completions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
