package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A search for the records nearest to a text that the index embeds, to values, or to a stored
 * record.
 *
 * <pre>{@code
 * SearchRecordsRequest.byText("when do I change tyres").topK(3).fields("chunk_text").build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: searchRecords, API version 2026-04.
 */
public final class SearchRecordsRequest {
  private static final float[] NONE = {};
  private static final int MAX_FIELDS = 100;

  private final @Nullable String text;
  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final @Nullable String id;
  private final int topK;
  private final @Nullable Filter filter;
  private final @Nullable MatchTerms matchTerms;
  private final List<String> fields;
  private final @Nullable Reranking rerank;

  private SearchRecordsRequest(Builder builder) {
    this.text = builder.text;
    this.values = builder.values;
    this.sparseValues = builder.sparseValues;
    this.id = builder.id;
    this.topK = builder.topK;
    this.filter = builder.filter;
    this.matchTerms = builder.matchTerms;
    this.fields = builder.fields;
    this.rerank = builder.rerank;
  }

  /**
   * Creates a builder for a search for the records nearest to a text; the index must have
   * integrated embedding.
   */
  public static Builder byText(String text) {
    return new Builder(Check.notBlank("text", text), NONE, null, null);
  }

  /**
   * Creates a builder for a search for the records nearest to dense values.
   *
   * @param values exactly the index's dimension, 1 to 20,000 finite floats
   */
  public static Builder byVector(float... values) {
    return new Builder(null, Check.dense("values", values), null, null);
  }

  /** Creates a builder for a query for the vectors nearest to sparse values, on a sparse index. */
  public static Builder byVector(SparseValues sparseValues) {
    return new Builder(null, NONE, checked(sparseValues), null);
  }

  /**
   * Creates a builder for a search for the records nearest to dense and sparse values together, on
   * a dense index with dot product.
   */
  public static Builder byVector(float[] values, SparseValues sparseValues) {
    return new Builder(null, Check.dense("values", values), checked(sparseValues), null);
  }

  /** Checks sparse values, which may come from a response and violate the rules for requests. */
  private static SparseValues checked(SparseValues sparseValues) {
    return SparseValues.of(sparseValues.indices(), sparseValues.values());
  }

  /**
   * Creates a builder for a search for the records nearest to a stored record of the same
   * namespace, which is normally the first hit.
   */
  public static Builder byId(String id) {
    return new Builder(null, NONE, null, Check.id("id", id));
  }

  /** Returns the text to search for; empty if the search is by values or id. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Returns a copy of the dense values; empty if the search has none. */
  public float[] values() {
    return values.clone();
  }

  /** Returns the number of dense values; 0 if the search has none. */
  public int dimension() {
    return values.length;
  }

  /** Returns the dense value at a position. */
  public float value(int position) {
    return values[position];
  }

  /** Returns the sparse values; empty if the search has none. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /**
   * Returns the id of the stored record to search around; empty if the search is by text or values.
   */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns the maximum number of hits, 1 to 10,000; reranking may leave fewer. */
  public int topK() {
    return topK;
  }

  /** Returns the filter that hits must match; empty if there is none. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns the words that hits must contain; empty if there are none. */
  public Optional<MatchTerms> matchTerms() {
    return Optional.ofNullable(matchTerms);
  }

  /** Returns the fields that hits contain; empty for all. */
  public List<String> fields() {
    return fields;
  }

  /** Returns the reranking of the hits; empty if there is none. */
  public Optional<Reranking> rerank() {
    return Optional.ofNullable(rerank);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(text, values, sparseValues, id);
    builder.topK = topK;
    builder.filter = filter;
    builder.matchTerms = matchTerms;
    builder.fields = fields;
    builder.rerank = rerank;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SearchRecordsRequest that
        && Objects.equals(that.text, text)
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && Objects.equals(that.id, id)
        && that.topK == topK
        && Objects.equals(that.filter, filter)
        && Objects.equals(that.matchTerms, matchTerms)
        && that.fields.equals(fields)
        && Objects.equals(that.rerank, rerank);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        text, Arrays.hashCode(values), sparseValues, id, topK, filter, matchTerms, fields, rerank);
  }

  /** Returns the kind of search, not its text or values. */
  @Override
  public String toString() {
    String source = "dimension " + values.length + ", sparse " + sparseValues;
    if (id != null) {
      source = "id " + id;
    } else if (text != null) {
      source = "text of " + text.length() + " characters";
    }
    return "SearchRecordsRequest[" + source + ", topK " + topK + "]";
  }

  /** Builds a {@link SearchRecordsRequest}. */
  public static final class Builder {
    private final @Nullable String text;
    private final float[] values;
    private final @Nullable SparseValues sparseValues;
    private final @Nullable String id;
    private int topK = 10;
    private @Nullable Filter filter;
    private @Nullable MatchTerms matchTerms;
    private List<String> fields = List.of();
    private @Nullable Reranking rerank;

    private Builder(
        @Nullable String text,
        float[] values,
        @Nullable SparseValues sparseValues,
        @Nullable String id) {
      this.text = text;
      this.values = values;
      this.sparseValues = sparseValues;
      this.id = id;
    }

    /** Sets the maximum number of hits, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** Sets the filter that hits must match. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter");
      return this;
    }

    /** Sets the words that hits must contain. Default: none. */
    public Builder matchTerms(MatchTerms matchTerms) {
      this.matchTerms = Objects.requireNonNull(matchTerms, "matchTerms");
      return this;
    }

    /** Sets the fields that hits contain, at most 100. Default: all. */
    public Builder fields(String... fields) {
      this.fields = Check.copy("fields", fields);
      Check.range("fields size", fields.length, 0, MAX_FIELDS);
      return this;
    }

    /** Sets the reranking of the hits by a model. Default: none. */
    public Builder rerank(Reranking rerank) {
      this.rerank = Objects.requireNonNull(rerank, "rerank");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there is a reranking without a query, and no text
     */
    public SearchRecordsRequest build() {
      if (rerank != null && text == null && rerank.query().isEmpty()) {
        throw new IllegalArgumentException(
            "rerank has no query, expected one since the search is by "
                + (id == null ? "vector" : "id")
                + ", not by text");
      }
      return new SearchRecordsRequest(this);
    }
  }
}
