package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.nio.FloatBuffer;
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
public final class SearchRecordsRequest extends Built<SearchRecordsRequest.Builder> {
  private static final float[] NONE = {};
  private static final int MAX_FIELDS = 100;

  private SearchRecordsRequest(Builder builder) {
    super(builder);
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

  public Optional<String> text() {
    return Optional.ofNullable(settings.text);
  }

  /** Returns a copy of the dense vector; empty if the search has none. */
  public float[] vector() {
    return settings.vector.clone();
  }

  public int dimension() {
    return settings.vector.length;
  }

  /** Returns the value of the dense vector at a position. */
  public float value(int position) {
    return settings.vector[position];
  }

  public Optional<SparseValues> sparseVector() {
    return Optional.ofNullable(settings.sparseVector);
  }

  public Optional<String> id() {
    return Optional.ofNullable(settings.id);
  }

  public int topK() {
    return settings.topK;
  }

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  public Optional<MatchTerms> matchTerms() {
    return Optional.ofNullable(settings.matchTerms);
  }

  public List<String> fields() {
    return settings.fields;
  }

  public Optional<Reranking> rerank() {
    return Optional.ofNullable(settings.rerank);
  }

  /** Returns the kind of search, not its text or values. */
  @Override
  public String toString() {
    String source = "dimension " + settings.vector.length + ", sparse " + settings.sparseVector;
    if (settings.id != null) {
      source = "id " + settings.id;
    } else if (settings.text != null) {
      source = "text of " + settings.text.length() + " characters";
    }
    return "SearchRecordsRequest[" + source + ", topK " + settings.topK + "]";
  }

  /** Builds a {@link SearchRecordsRequest}. */
  public static final class Builder extends Settings {
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
            "rerank has no query, expected one since the search is by %s, not by text"
                .formatted((id == null ? "vector" : "id")));
      }
      return new SearchRecordsRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          text,
          FloatBuffer.wrap(vector),
          sparseVector,
          id,
          topK,
          filter,
          matchTerms,
          fields,
          rerank);
    }
  }
}
