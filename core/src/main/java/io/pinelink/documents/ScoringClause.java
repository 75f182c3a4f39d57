package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Fields;
import io.pinelink.model.SparseValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A clause of a search that scores documents. A search has either one clause of any kind, or
 * several that are all {@linkplain Text texts} or {@linkplain QueryText query strings}, whose
 * scores add up.
 *
 * <pre>{@code
 * ScoringClause.text("spring tides", "title", "body")
 * ScoringClause.dense("embedding", values)
 * }</pre>
 *
 * <p>The service has no weights of clauses. Weight terms with the boosts of a query string, and
 * combine texts with vectors by a filter or by a hybrid search.
 *
 * <p>Source: searchDocuments, API version 2026-07. The embedding clauses are documented without
 * their form on the wire; see {@code docs/decisions/api-2026-07.md}.
 */
public sealed interface ScoringClause {
  /** The maximum bytes of a query as UTF-8. */
  int MAX_QUERY_BYTES = 10 * 1_024;

  /**
   * Returns a clause that scores by the nearness of a dense field to the values.
   *
   * @param field the name of the field
   * @param values as many as the field's dimension; copied once, here
   */
  static Dense dense(String field, float... values) {
    return new Dense(field, DenseValues.of(values));
  }

  /** Returns a clause that scores by the dot product of a sparse field with the values. */
  static Sparse sparse(String field, SparseValues values) {
    return new Sparse(field, SparseValues.of(values.indices(), values.values()));
  }

  /**
   * Returns a clause that scores by the words of a text, with BM25. Any word may match, and
   * characters with a meaning in query strings have none here.
   *
   * @param query not blank, at most 10 KB
   * @param fields the full-text fields to search, at least one
   */
  static Text text(String query, String... fields) {
    return new Text(query, Check.copy("fields", fields));
  }

  /**
   * Returns a clause that scores by a query in the service's query language, which names the
   * fields.
   *
   * @param query not blank, at most 10 KB; for texts of users, build a {@link QueryExpression}
   */
  static QueryText queryString(String query) {
    return new QueryText(query);
  }

  /**
   * Returns a clause that scores by an expression of the service's query language.
   *
   * @param query an expression whose text takes at most 10 KB
   */
  static QueryText queryString(QueryExpression query) {
    return new QueryText(query.text());
  }

  /** Returns a clause that embeds a text with the model of a field and scores by its nearness. */
  static Embed embed(String field, String query) {
    return new Embed(field, query);
  }

  /** Returns a clause that embeds a text with the sparse model of a field and scores by it. */
  static SparseEmbed sparseEmbed(String field, String query) {
    return new SparseEmbed(field, query);
  }

  /**
   * Returns a clause of a kind that this client does not know.
   *
   * @param clause the clause as the service's JSON object
   */
  static Raw raw(Fields clause) {
    return new Raw(clause);
  }

  /**
   * The nearness of a dense field.
   *
   * @param field the name of the field
   * @param values the values to compare with
   */
  record Dense(String field, DenseValues values) implements ScoringClause {
    /** Checks the field. */
    public Dense {
      Objects.requireNonNull(values, "values is null");
      checkField(field);
    }
  }

  /**
   * The dot product with a sparse field.
   *
   * @param field the name of the field
   * @param values the values to compare with
   */
  record Sparse(String field, SparseValues values) implements ScoringClause {
    /** Checks the field. */
    public Sparse {
      Objects.requireNonNull(values, "values is null");
      checkField(field);
    }
  }

  /**
   * The words of a text in full-text fields.
   *
   * @param query the text
   * @param fields the fields, all of which are searched
   */
  record Text(String query, List<String> fields) implements ScoringClause {
    /** Checks query and fields. */
    public Text {
      checkQuery(query);
      fields = Check.copy("fields", fields);
      if (fields.isEmpty()) {
        throw new IllegalArgumentException(
            "fields of a text clause are empty, expected at least one");
      }
      fields.forEach(ScoringClause::checkField);
    }

    /** Returns the fields, not the query. */
    @Override
    public String toString() {
      return "Text" + fields;
    }
  }

  /**
   * A query in the service's query language.
   *
   * @param query the query
   */
  record QueryText(String query) implements ScoringClause {
    /** Checks the query. */
    public QueryText {
      checkQuery(query);
    }

    /** Returns the length of the query, not the query. */
    @Override
    public String toString() {
      return "QueryText[" + query.length() + " characters]";
    }
  }

  /**
   * The nearness of a text that the service embeds.
   *
   * @param field the name of a field with a dense embedding
   * @param query the text
   */
  record Embed(String field, String query) implements ScoringClause {
    /** Checks field and query. */
    public Embed {
      checkField(field);
      checkQuery(query);
    }

    /** Returns the field, not the query. */
    @Override
    public String toString() {
      return "Embed[" + field + "]";
    }
  }

  /**
   * The dot product with a text that the service embeds.
   *
   * @param field the name of a field with a sparse embedding
   * @param query the text
   */
  record SparseEmbed(String field, String query) implements ScoringClause {
    /** Checks field and query. */
    public SparseEmbed {
      checkField(field);
      checkQuery(query);
    }

    /** Returns the field, not the query. */
    @Override
    public String toString() {
      return "SparseEmbed[" + field + "]";
    }
  }

  /**
   * A clause in the service's JSON, which is not checked.
   *
   * @param clause the JSON object
   */
  record Raw(Fields clause) implements ScoringClause {
    /** Checks that no part is null. */
    public Raw {
      Objects.requireNonNull(clause, "clause is null");
    }
  }

  private static void checkField(String field) {
    Check.notBlank("field of a scoring clause", Check.text("field of a scoring clause", field));
  }

  private static void checkQuery(String query) {
    Check.notBlank("query of a scoring clause", Check.text("query of a scoring clause", query));
    int bytes = query.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_QUERY_BYTES) {
      throw new IllegalArgumentException(
          "query of a scoring clause has " + bytes + " bytes, expected at most " + MAX_QUERY_BYTES);
    }
  }
}
