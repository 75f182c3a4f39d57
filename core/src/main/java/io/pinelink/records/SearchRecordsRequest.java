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
 * A search for the records nearest to a text that the index embeds, to a vector, or to a stored
 * record.
 *
 * <pre>{@code
 * SearchRecordsRequest.builder().text("when do I change tyres").topK(3).fields("chunk_text").build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: searchRecords, API version 2026-04.
 */
public final class SearchRecordsRequest {
  private static final float[] NONE = {};
  private static final int MAX_FIELDS = 100;

  private final @Nullable String text;
  private final float[] vector;
  private final @Nullable SparseValues sparseVector;
  private final @Nullable String id;
  private final int topK;
  private final @Nullable Filter filter;
  private final @Nullable MatchTerms matchTerms;
  private final List<String> fields;
  private final @Nullable Reranking rerank;

  private SearchRecordsRequest(Builder builder) {
    this.text = builder.text;
    this.vector = builder.vector;
    this.sparseVector = builder.sparseVector;
    this.id = builder.id;
    this.topK = builder.topK;
    this.filter = builder.filter;
    this.matchTerms = builder.matchTerms;
    this.fields = builder.fields;
    this.rerank = builder.rerank;
  }

  /**
   * Returns a search for the 10 records nearest to a text; the index must have integrated
   * embedding.
   */
  public static SearchRecordsRequest byText(String text) {
    return builder().text(text).build();
  }

  /**
   * Returns a search for the 10 records nearest to a dense vector.
   *
   * @param vector exactly the index's dimension, 1 to 20,000 finite floats
   */
  public static SearchRecordsRequest byVector(float... vector) {
    return builder().vector(vector).build();
  }

  /** Returns a search for the 10 records nearest to a sparse vector, on a sparse index. */
  public static SearchRecordsRequest byVector(SparseValues sparseVector) {
    return builder().sparseVector(sparseVector).build();
  }

  /**
   * Returns a search for the 10 records nearest to a dense and a sparse vector together, on a dense
   * index with dot product.
   */
  public static SearchRecordsRequest byVector(float[] vector, SparseValues sparseVector) {
    return builder().vector(vector).sparseVector(sparseVector).build();
  }

  /**
   * Returns a search for the 10 records nearest to a stored record of the same namespace, which is
   * normally the first hit.
   */
  public static SearchRecordsRequest byId(String id) {
    return builder().id(id).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the text to search for; empty if the search is by vector or id. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Returns a copy of the dense vector; empty if the search has none. */
  public float[] vector() {
    return vector.clone();
  }

  /** Returns the number of values of the dense vector; 0 if the search has none. */
  public int dimension() {
    return vector.length;
  }

  /** Returns the value of the dense vector at a position. */
  public float value(int position) {
    return vector[position];
  }

  /** Returns the sparse vector; empty if the search has none. */
  public Optional<SparseValues> sparseVector() {
    return Optional.ofNullable(sparseVector);
  }

  /**
   * Returns the id of the stored record to search around; empty if the search is by text or vector.
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
    Builder builder = new Builder();
    builder.text = text;
    builder.vector = vector;
    builder.sparseVector = sparseVector;
    builder.id = id;
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
        && Arrays.equals(that.vector, vector)
        && Objects.equals(that.sparseVector, sparseVector)
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
        text, Arrays.hashCode(vector), sparseVector, id, topK, filter, matchTerms, fields, rerank);
  }

  /** Returns the kind of search, not its text or values. */
  @Override
  public String toString() {
    String source = "dimension " + vector.length + ", sparse " + sparseVector;
    if (id != null) {
      source = "id " + id;
    } else if (text != null) {
      source = "text of " + text.length() + " characters";
    }
    return "SearchRecordsRequest[" + source + ", topK " + topK + "]";
  }

  /** Builds a {@link SearchRecordsRequest}. */
  public static final class Builder {
    private @Nullable String text;
    private float[] vector = NONE;
    private @Nullable SparseValues sparseVector;
    private @Nullable String id;
    private int topK = 10;
    private @Nullable Filter filter;
    private @Nullable MatchTerms matchTerms;
    private List<String> fields = List.of();
    private @Nullable Reranking rerank;

    private Builder() {}

    /** Sets the text to search for; the index must have integrated embedding. Default: none. */
    public Builder text(String text) {
      this.text = Check.notBlank("text", text);
      return this;
    }

    /**
     * Sets the dense vector to search around. The values are copied once, here. Default: none.
     *
     * @param vector exactly the index's dimension, 1 to 20,000 finite floats
     */
    public Builder vector(float... vector) {
      this.vector = Check.dense("vector", vector);
      return this;
    }

    /**
     * Sets the sparse vector to search around, on a sparse index or, with a dense vector, on a
     * dense index with dot product. Default: none.
     */
    public Builder sparseVector(SparseValues sparseVector) {
      // It may come from a response and violate the rules for requests.
      this.sparseVector = SparseValues.of(sparseVector.indices(), sparseVector.values());
      return this;
    }

    /**
     * Sets the id of the stored record of the same namespace to search around, which is normally
     * the first hit. Default: none.
     */
    public Builder id(String id) {
      this.id = Check.id("id", id);
      return this;
    }

    /** Sets the maximum number of hits, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** Sets the filter that hits must match. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Sets the words that hits must contain. Default: none. */
    public Builder matchTerms(MatchTerms matchTerms) {
      this.matchTerms = Objects.requireNonNull(matchTerms, "matchTerms is null");
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
      this.rerank = Objects.requireNonNull(rerank, "rerank is null");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException unless the search is by text, by vector (dense, sparse or
     *     both) or by id; or if there is a reranking without a query, and no text
     */
    public SearchRecordsRequest build() {
      boolean hasVector = vector.length > 0 || sparseVector != null;
      int choices = (text == null ? 0 : 1) + (hasVector ? 1 : 0) + (id == null ? 0 : 1);
      if (choices != 1) {
        throw new IllegalArgumentException(
            "searchRecords has " + choices + " of text, vector and id, expected exactly one");
      }
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
