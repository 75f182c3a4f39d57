package io.pinelink.server.internal.fulltext;

import static io.pinelink.server.internal.fulltext.QueryTokenizer.malformed;

import io.pinelink.server.internal.fulltext.QueryToken.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * A parser of query strings, which makes Lucene's queries.
 *
 * <pre>
 * query    = and { ["OR"] and }
 * and      = operand { "AND" operand }
 * operand  = ["+" | "-" | "NOT"] clause
 * clause   = [name ":"] (word [fuzzy] | phrase ["*" | slop] | "/" pattern "/" | "(" query ")") [boost]
 * </pre>
 *
 * <p>Words without a field are searched in all full-text fields. Where the vendor's documentation
 * is silent, the behaviour follows Lucene's classic query parser: {@code a OR NOT b} excludes b, a
 * group with nothing but exclusions matches nothing, and words that analysis removes are left out.
 * One rule of the vendor differs from it: AND binds tighter than OR, so that {@code a AND b c}
 * finds documents with c alone.
 */
final class QueryStringParser {
  private static final int MAX_NESTING = 50;

  // Fuzzy words and patterns visit all tokens of a field, phrases all positions of a document, and
  // phrases with slop do so several times. docs/decisions/full-text-search.md has measurements.
  private static final int MAX_COST = 1_024;
  private static final int PHRASE_WORD_COST = 4;
  private static final int SLOPPY_WORD_COST = 16;
  private static final int EXPANSION_COST = 16;

  private final Map<String, FieldQueries> fields;
  private final List<QueryToken> tokens;
  private int at;
  private int nesting;
  private int cost;

  private QueryStringParser(String query, Map<String, FieldQueries> fields) {
    this.tokens = QueryTokenizer.tokens(query);
    this.fields = fields;
  }

  /**
   * Returns the query that a text stands for.
   *
   * @param query not blank
   * @param fields the queries on each full-text field
   * @throws io.pinelink.server.internal.wire.RpcException if the text is malformed or names a field
   *     that is not in the map
   */
  static Query parse(String query, Map<String, FieldQueries> fields) {
    QueryStringParser parser = new QueryStringParser(query, fields);
    Query parsed = parser.disjunction(fields.values());
    if (!parser.peek().is(Kind.END)) {
      throw malformed(parser.peek().start(), "the parenthesis was not opened");
    }
    return parsed == null ? new MatchNoDocsQuery("no words") : parsed;
  }

  private @Nullable Query disjunction(Collection<FieldQueries> scope) {
    List<BooleanClause> clauses = new ArrayList<>();
    conjunction(scope, clauses);
    while (!peek().is(Kind.END) && !peek().is(Kind.CLOSE)) {
      if (peek().is(Kind.OR)) {
        next();
      }
      conjunction(scope, clauses);
    }
    return combined(clauses);
  }

  private void conjunction(Collection<FieldQueries> scope, List<BooleanClause> clauses) {
    List<BooleanClause> operands = new ArrayList<>();
    operand(scope, Occur.SHOULD, operands);
    if (!peek().is(Kind.AND)) {
      clauses.addAll(operands);
      return;
    }
    List<BooleanClause> required = new ArrayList<>();
    operands.forEach(clause -> required.add(clause.isProhibited() ? clause : must(clause)));
    while (peek().is(Kind.AND)) {
      next();
      operand(scope, Occur.MUST, required);
    }
    Query combined = combined(required);
    if (combined != null) {
      clauses.add(new BooleanClause(combined, Occur.SHOULD));
    }
  }

  private static BooleanClause must(BooleanClause clause) {
    return new BooleanClause(clause.getQuery(), Occur.MUST);
  }

  /**
   * Adds an operand with its sign.
   *
   * @param unsigned the role of an operand without a sign
   */
  private void operand(
      Collection<FieldQueries> scope, Occur unsigned, List<BooleanClause> operands) {
    Occur occur =
        switch (peek().kind()) {
          case PLUS -> Occur.MUST;
          case MINUS, NOT -> Occur.MUST_NOT;
          default -> unsigned;
        };
    if (peek().is(Kind.PLUS) || peek().is(Kind.MINUS) || peek().is(Kind.NOT)) {
      next();
    }
    Query query = clause(scope);
    if (query != null) {
      operands.add(new BooleanClause(query, occur));
    }
  }

  private @Nullable Query clause(Collection<FieldQueries> scope) {
    QueryToken first = peek();
    if (tokens.size() > at + 1 && tokens.get(at + 1).is(Kind.COLON)) {
      Collection<FieldQueries> named = List.of(field(next()));
      next();
      if (tokens.size() > at + 1 && tokens.get(at + 1).is(Kind.COLON)) {
        throw malformed(peek().start(), "a field name follows the field '" + first.text() + "'");
      }
      return primary(named);
    }
    return primary(scope);
  }

  private FieldQueries field(QueryToken name) {
    if (!name.is(Kind.WORD)) {
      throw malformed(name.start(), "no field name precedes the colon");
    }
    FieldQueries queries = fields.get(name.text());
    if (queries == null) {
      throw malformed(
          name.start(),
          "field '" + name.text() + "' is not a full-text field; write \\: for the character");
    }
    return queries;
  }

  private @Nullable Query primary(Collection<FieldQueries> scope) {
    QueryToken token = next();
    return switch (token.kind()) {
      case OPEN -> group(token, scope);
      case WORD -> {
        QuerySuffixes suffixes = suffixes(token);
        spend(token, suffixes.isFuzzy() ? EXPANSION_COST : 1);
        yield suffixes.boosted(
            suffixes.isFuzzy()
                ? inAny(scope, field -> field.fuzzy(token.text(), suffixes.edits()))
                : inAny(scope, field -> field.word(token.text())));
      }
      // The service has no wildcards and accepts them anyway.
      case WILDCARD -> {
        suffixes(token).edits();
        yield new MatchNoDocsQuery("a wildcard");
      }
      case PHRASE -> phrase(token, scope);
      case REGEX -> {
        QuerySuffixes suffixes = suffixes(token).withoutTilde("a regular expression");
        spend(token, EXPANSION_COST + token.text().length());
        yield suffixes.boosted(regex(token, scope));
      }
      case END -> throw malformed(token.start(), "a word, phrase or group is missing at the end");
      case TILDE, CARET, STAR ->
          throw malformed(token.start(), "no word, phrase or group directly precedes this suffix");
      default -> throw malformed(token.start(), "a word, phrase or group is missing");
    };
  }

  private @Nullable Query group(QueryToken open, Collection<FieldQueries> scope) {
    if (++nesting > MAX_NESTING) {
      throw malformed(open.start(), "more than " + MAX_NESTING + " groups are nested");
    }
    Query query = disjunction(scope);
    QueryToken close = next();
    if (!close.is(Kind.CLOSE)) {
      throw malformed(open.start(), "the parenthesis is not closed");
    }
    nesting--;
    return suffixes(close).withoutTilde("a group").boosted(query);
  }

  private @Nullable Query phrase(QueryToken phrase, Collection<FieldQueries> scope) {
    int words = TextAnalyzer.WORDS.tokens(phrase.text()).size();
    if (peek().is(Kind.STAR)) {
      return phrasePrefix(phrase, words, scope);
    }
    QuerySuffixes suffixes = suffixes(phrase);
    int slop = suffixes.slop();
    spend(phrase, words * (slop == 0 ? PHRASE_WORD_COST : SLOPPY_WORD_COST));
    return suffixes.boosted(inAny(scope, field -> field.phrase(phrase.text(), slop)));
  }

  private @Nullable Query phrasePrefix(
      QueryToken phrase, int words, Collection<FieldQueries> scope) {
    QueryToken star = next();
    if (words < 2) {
      throw malformed(phrase.start(), "a phrase prefix has fewer than two words");
    }
    spend(phrase, words * PHRASE_WORD_COST);
    return suffixes(star)
        .withoutTilde("a phrase prefix")
        .boosted(inAny(scope, field -> field.phrasePrefix(phrase.text())));
  }

  private @Nullable Query regex(QueryToken pattern, Collection<FieldQueries> scope) {
    try {
      return inAny(scope, field -> field.regex(pattern.text()));
    } catch (IllegalArgumentException e) {
      throw malformed(pattern.start(), String.valueOf(e.getMessage()));
    }
  }

  private void spend(QueryToken token, int costs) {
    cost += costs;
    if (cost > MAX_COST) {
      throw malformed(
          token.start(),
          "the query costs more than "
              + MAX_COST
              + ": a word costs 1, a word of a phrase "
              + PHRASE_WORD_COST
              + " or with slop "
              + SLOPPY_WORD_COST
              + ", a fuzzy word "
              + EXPANSION_COST
              + ", a regular expression "
              + EXPANSION_COST
              + " and 1 for each character");
    }
  }

  private QuerySuffixes suffixes(QueryToken subject) {
    int end = subject.end();
    QueryToken tilde = null;
    QueryToken caret = null;
    while (peek().start() == end && (peek().is(Kind.TILDE) || peek().is(Kind.CARET))) {
      QueryToken suffix = next();
      if (suffix.is(Kind.TILDE) ? tilde != null : caret != null) {
        throw malformed(suffix.start(), "a second suffix of this kind");
      }
      if (suffix.is(Kind.TILDE)) {
        tilde = suffix;
      } else {
        caret = suffix;
      }
      end = suffix.end();
    }
    return QuerySuffixes.of(tilde, caret);
  }

  private static @Nullable Query inAny(
      Collection<FieldQueries> scope, Function<FieldQueries, @Nullable Query> query) {
    return FieldQueries.any(scope.stream().map(query).filter(Objects::nonNull).toList());
  }

  private static @Nullable Query combined(List<BooleanClause> clauses) {
    if (clauses.isEmpty()) {
      return null;
    }
    if (clauses.size() == 1 && !clauses.get(0).isProhibited()) {
      return clauses.get(0).getQuery();
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    clauses.forEach(builder::add);
    return builder.build();
  }

  private QueryToken peek() {
    return tokens.get(at);
  }

  /** Returns the current token and moves on, but never beyond the end. */
  private QueryToken next() {
    QueryToken token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }
}
