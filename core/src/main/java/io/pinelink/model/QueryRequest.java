package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A query for the vectors nearest to a dense vector, a sparse vector, both, or a stored vector.
 *
 * <pre>{@code
 * QueryRequest.nearest(vector)
 * QueryRequest.builder().vector(vector).topK(3).includeMetadata().build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: queryVectors, API version 2026-04.
 */
public final class QueryRequest extends Built<QueryRequest.Builder> {
  private static final float[] NONE = {};

  private QueryRequest(Builder builder) {
    super(builder);
  }

  /**
   * Returns a query for the 10 vectors nearest to a dense vector. The values are copied once, here:
   * the array may be reused as soon as this method returns, even while the query is being sent.
   *
   * @param vector exactly the index's dimension, 1 to 20,000 finite floats
   */
  public static QueryRequest nearest(float... vector) {
    return builder().vector(vector).build();
  }

  /** Returns a query for the 10 vectors nearest to a sparse vector, on a sparse index. */
  public static QueryRequest nearest(SparseValues sparseVector) {
    return builder().sparseVector(sparseVector).build();
  }

  /**
   * Returns a query for the 10 vectors nearest to a dense and a sparse vector together, on a dense
   * index with dot product. The dense vector is copied as in {@link #nearest(float...)}.
   */
  public static QueryRequest nearest(float[] vector, SparseValues sparseVector) {
    return builder().vector(vector).sparseVector(sparseVector).build();
  }

  /**
   * Returns a query for the 10 vectors nearest to a stored vector of the same namespace, which is
   * normally the first match.
   */
  public static QueryRequest nearestTo(String id) {
    return builder().id(id).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a copy of the dense vector; empty if the query has none. */
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

  /**
   * Copies {@code length} values of the dense vector, starting at a position, into a buffer. Use it
   * to read many values without a copy of the whole array.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(settings.vector, position, length);
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

  public boolean includeValues() {
    return settings.includeValues;
  }

  public boolean includeMetadata() {
    return settings.includeMetadata;
  }

  /** Returns the share of the index to scan, 0.5 to 4; empty for the service's default. */
  public Optional<Float> scanFactor() {
    return Optional.ofNullable(settings.scanFactor);
  }

  public OptionalInt maxCandidates() {
    return settings.maxCandidates == null
        ? OptionalInt.empty()
        : OptionalInt.of(settings.maxCandidates);
  }

  public Optional<ConsistencyToken> after() {
    return Optional.ofNullable(settings.after);
  }

  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(settings.valuesInto);
  }

  /** Returns the kind of the query, not its values. */
  @Override
  public String toString() {
    String source =
        settings.id != null
            ? "id " + settings.id
            : "dimension " + dimension() + ", sparse " + settings.sparseVector;
    return "QueryRequest[" + source + ", topK " + settings.topK + "]";
  }

  /** Builds a {@link QueryRequest}. */
  public static final class Builder extends Settings {
    private float[] vector = NONE;
    private @Nullable SparseValues sparseVector;
    private @Nullable String id;
    private int topK = 10;
    private @Nullable Filter filter;
    private boolean includeValues;
    private boolean includeMetadata;
    private @Nullable Float scanFactor;
    private @Nullable Integer maxCandidates;
    private @Nullable ConsistencyToken after;
    private @Nullable VectorBuffer valuesInto;

    private Builder() {}

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
      this.sparseVector = sparseVector.checked();
      return this;
    }

    /**
     * Sets the id of the stored vector of the same namespace to search around, which is normally
     * the first match. Default: none.
     */
    public Builder id(String id) {
      this.id = Check.id("id", id);
      return this;
    }

    /** Sets the maximum number of matches, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** Sets the filter that matches must fulfil. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter is null");
      return this;
    }

    /** Makes matches contain their values: short for {@code includeValues(true)}. */
    public Builder includeValues() {
      return includeValues(true);
    }

    /** Sets whether matches contain their values. Default: false. */
    public Builder includeValues(boolean includeValues) {
      this.includeValues = includeValues;
      return this;
    }

    /** Makes matches contain their metadata: short for {@code includeMetadata(true)}. */
    public Builder includeMetadata() {
      return includeMetadata(true);
    }

    /** Sets whether matches contain their metadata. Default: false. */
    public Builder includeMetadata(boolean includeMetadata) {
      this.includeMetadata = includeMetadata;
      return this;
    }

    /**
     * Sets the share of the index to scan, 0.5 to 4. A larger share finds more and costs more. For
     * dense indexes on dedicated read nodes. Default: the service's, 4.
     */
    public Builder scanFactor(float scanFactor) {
      if (!(scanFactor >= 0.5f && scanFactor <= 4)) {
        throw new IllegalArgumentException("scanFactor is " + scanFactor + ", expected 0.5 to 4");
      }
      this.scanFactor = scanFactor;
      return this;
    }

    /**
     * Sets the number of candidates to score exactly, 1 to 100,000. For dense indexes on dedicated
     * read nodes. Default: the service's.
     */
    public Builder maxCandidates(int maxCandidates) {
      this.maxCandidates = Check.range("maxCandidates", maxCandidates, 1, 100_000);
      return this;
    }

    /**
     * Makes the query wait until its result includes a write. The query is repeated, less and less
     * often, until the service reports the write's log sequence number or the call's timeout
     * expires. Default: the first result is returned.
     *
     * @param write from {@link ResponseInfo#consistencyToken()} of the write; its namespace must be
     *     the query's
     */
    public Builder after(ConsistencyToken write) {
      this.after = Objects.requireNonNull(write, "write is null");
      return this;
    }

    /**
     * Makes matches contain their values, and reads the dense ones into the array of a buffer: see
     * {@link QueryResponse#columns()}. Default: each match has an array of its own.
     */
    public Builder valuesInto(VectorBuffer buffer) {
      this.valuesInto = Objects.requireNonNull(buffer, "buffer is null");
      return includeValues(true);
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException unless there is a vector, a sparse vector or both, or an id
     */
    public QueryRequest build() {
      boolean hasVector = vector.length > 0 || sparseVector != null;
      if (hasVector == (id != null)) {
        throw new IllegalArgumentException(
            "query has "
                + (hasVector
                    ? "both a vector and the id '" + id + "'"
                    : "neither a vector nor an id")
                + ", expected one of these: vector and sparseVector, or id");
      }
      return new QueryRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          new DenseValues(vector),
          sparseVector,
          id,
          topK,
          filter,
          includeValues,
          includeMetadata,
          scanFactor,
          maxCandidates,
          after,
          valuesInto);
    }
  }
}
