package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Filter;
import io.pinelink.model.VectorBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search for the documents with the best scores.
 *
 * <pre>{@code
 * SearchDocumentsRequest.builder(ScoringClause.text("spring tides", "body"))
 *     .filter(Filter.gte("year", 2020))
 *     .fields("title")
 *     .topK(5)
 *     .build()
 * }</pre>
 *
 * <p>Matches have all fields, as with {@link FetchDocumentsRequest}. The service's default for
 * searches is no fields, so this client asks for all of them. Select {@linkplain Builder#fields
 * some fields} to save the transfer of vectors and long texts.
 *
 * <p>Immutable and thread-safe. Source: searchDocuments, API version 2026-07.
 */
public final class SearchDocumentsRequest extends Built<SearchDocumentsRequest.Builder> {
  private static final int MAX_CLAUSES = 100;

  private SearchDocumentsRequest(Builder builder) {
    super(builder);
  }

  /**
   * Returns a search for the 10 documents with the best scores.
   *
   * @param clauses one clause of any kind, or up to 100 clauses that are all texts or query strings
   * @throws IllegalArgumentException if there is no clause or too many, or a clause that must be
   *     the only one is combined with others
   */
  public static SearchDocumentsRequest by(ScoringClause... clauses) {
    return new Builder().scoreBy(clauses).build();
  }

  /**
   * Creates a builder for a search.
   *
   * @param clauses as for {@link Builder#scoreBy}; without any, that method must be called
   */
  public static Builder builder(ScoringClause... clauses) {
    Builder builder = new Builder();
    return Check.copy("clauses", clauses).isEmpty() ? builder : builder.scoreBy(clauses);
  }

  private static List<ScoringClause> checked(List<ScoringClause> clauses) {
    Check.range("number of scoring clauses", clauses.size(), 1, MAX_CLAUSES);
    if (clauses.size() > 1) {
      for (ScoringClause clause : clauses) {
        boolean combines =
            clause instanceof ScoringClause.Text
                || clause instanceof ScoringClause.QueryText
                || clause instanceof ScoringClause.Raw;
        if (!combines) {
          throw new IllegalArgumentException(
              "scoring clause "
                  + clause
                  + " is one of "
                  + clauses.size()
                  + ", expected it alone: only texts and query strings combine; a hybrid search"
                  + " fuses the results of several searches");
        }
      }
    }
    return clauses;
  }

  public List<ScoringClause> scoreBy() {
    return settings.scoreBy;
  }

  public int topK() {
    return settings.topK;
  }

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  public FieldSelection fields() {
    return settings.fields;
  }

  public Optional<String> valuesField() {
    return Optional.ofNullable(settings.valuesField);
  }

  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(settings.valuesInto);
  }

  /** Returns the kinds of clauses, not their texts or values. */
  @Override
  public String toString() {
    return "SearchDocumentsRequest[" + settings.scoreBy + ", topK " + settings.topK + "]";
  }

  /** Builds a {@link SearchDocumentsRequest}. */
  public static final class Builder extends Settings {
    private List<ScoringClause> scoreBy = List.of();
    private int topK = 10;
    private @Nullable Filter filter;
    private FieldSelection fields = FieldSelection.all();
    private @Nullable String valuesField;
    private @Nullable VectorBuffer valuesInto;

    private Builder() {}

    /**
     * Sets the clauses that documents are scored by.
     *
     * @param clauses one clause of any kind, or up to 100 clauses that are all texts or query
     *     strings
     * @throws IllegalArgumentException if there is no clause or too many, or a clause that must be
     *     the only one is combined with others
     */
    public Builder scoreBy(ScoringClause... clauses) {
      this.scoreBy = checked(Check.copy("clauses", clauses));
      return this;
    }

    /** Sets the maximum number of matches, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** Sets the filter that documents must match. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Sets the fields that matches have. Default: all fields. */
    public Builder fields(String... names) {
      return fields(FieldSelection.of(names));
    }

    /** Sets the fields that matches have. Default: all fields. */
    public Builder fields(FieldSelection fields) {
      this.fields = Objects.requireNonNull(fields, "fields is null");
      return this;
    }

    /**
     * Reads the dense values of a field into the array of a buffer: see {@link
     * SearchDocumentsResponse#columns()}. The field must be among those selected. Default: none,
     * all dense values have arrays of their own.
     */
    public Builder valuesInto(String field, VectorBuffer buffer) {
      this.valuesField = Check.notBlank("field", field);
      this.valuesInto = Objects.requireNonNull(buffer, "buffer is null");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there is no clause
     */
    public SearchDocumentsRequest build() {
      if (scoreBy.isEmpty()) {
        throw new IllegalArgumentException(
            "search has no scoring clause, expected scoreBy with 1 to " + MAX_CLAUSES);
      }
      return new SearchDocumentsRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(scoreBy, topK, filter, fields, valuesField, valuesInto);
    }
  }
}
