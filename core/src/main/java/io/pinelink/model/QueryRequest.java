package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A query for the vectors nearest to dense values, sparse values, both, or a stored vector.
 *
 * <pre>{@code
 * QueryRequest.nearest(values).topK(3).includeMetadata().build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: queryVectors, API version 2026-04.
 */
public final class QueryRequest {
  private static final float[] NONE = {};

  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final @Nullable String id;
  private final int topK;
  private final @Nullable Filter filter;
  private final boolean includeValues;
  private final boolean includeMetadata;
  private final @Nullable Float scanFactor;
  private final @Nullable Integer maxCandidates;
  private final @Nullable ConsistencyToken after;
  private final @Nullable VectorBuffer valuesInto;

  private QueryRequest(Builder builder) {
    this.values = builder.values;
    this.sparseValues = builder.sparseValues;
    this.id = builder.id;
    this.topK = builder.topK;
    this.filter = builder.filter;
    this.includeValues = builder.includeValues;
    this.includeMetadata = builder.includeMetadata;
    this.scanFactor = builder.scanFactor;
    this.maxCandidates = builder.maxCandidates;
    this.after = builder.after;
    this.valuesInto = builder.valuesInto;
  }

  /**
   * Creates a builder of a query for the vectors nearest to dense values. The values are copied
   * once, here: the array may be reused as soon as this method returns, even while the query is
   * being sent.
   *
   * @param values exactly the index's dimension, 1 to 20,000 finite floats
   */
  public static Builder nearest(float... values) {
    return new Builder(Check.dense("values", values), null, null);
  }

  /** Creates a builder of a query for the vectors nearest to sparse values, on a sparse index. */
  public static Builder nearest(SparseValues sparseValues) {
    return new Builder(NONE, sparseValues.checked(), null);
  }

  /**
   * Creates a builder of a query for the vectors nearest to dense and sparse values together, on a
   * dense index with dot product. The dense values are copied as in {@link #nearest(float...)}.
   */
  public static Builder nearest(float[] values, SparseValues sparseValues) {
    return new Builder(Check.dense("values", values), sparseValues.checked(), null);
  }

  /**
   * Creates a builder of a query for the vectors nearest to a stored vector of the same namespace,
   * which is normally the first match.
   */
  public static Builder nearestTo(String id) {
    return new Builder(NONE, null, Check.id("id", id));
  }

  /** Returns a copy of the dense values; empty if the query has none. */
  public float[] values() {
    return values.clone();
  }

  /** Returns the number of dense values; 0 if the query has none. */
  public int dimension() {
    return values.length;
  }

  /** Returns the dense value at a position. */
  public float value(int position) {
    return values[position];
  }

  /**
   * Copies {@code length} dense values, starting at a position, into a buffer. Use it to read many
   * values without a copy of the whole array.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(values, position, length);
  }

  /** Returns the sparse values; empty if the query has none. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** Returns the id of the stored vector to search around; empty if the query has values. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns the maximum number of matches, 1 to 10,000. */
  public int topK() {
    return topK;
  }

  /** Returns the filter that matches must fulfil; empty if there is none. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Returns whether matches contain their values. */
  public boolean includeValues() {
    return includeValues;
  }

  /** Returns whether matches contain their metadata. */
  public boolean includeMetadata() {
    return includeMetadata;
  }

  /** Returns the share of the index to scan, 0.5 to 4; empty for the service's default. */
  public Optional<Float> scanFactor() {
    return Optional.ofNullable(scanFactor);
  }

  /**
   * Returns the number of candidates to score exactly, 1 to 100,000; empty for the service's
   * default.
   */
  public OptionalInt maxCandidates() {
    return maxCandidates == null ? OptionalInt.empty() : OptionalInt.of(maxCandidates);
  }

  /** Returns the write that the result must include; empty if there is none. */
  public Optional<ConsistencyToken> after() {
    return Optional.ofNullable(after);
  }

  /** Returns the buffer that the values of matches are read into; empty if there is none. */
  public Optional<VectorBuffer> valuesInto() {
    return Optional.ofNullable(valuesInto);
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(values, sparseValues, id);
    builder.topK = topK;
    builder.filter = filter;
    builder.includeValues = includeValues;
    builder.includeMetadata = includeMetadata;
    builder.scanFactor = scanFactor;
    builder.maxCandidates = maxCandidates;
    builder.after = after;
    builder.valuesInto = valuesInto;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryRequest that
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && Objects.equals(that.id, id)
        && that.topK == topK
        && Objects.equals(that.filter, filter)
        && that.includeValues == includeValues
        && that.includeMetadata == includeMetadata
        && Objects.equals(that.scanFactor, scanFactor)
        && Objects.equals(that.maxCandidates, maxCandidates)
        && Objects.equals(that.after, after)
        && that.valuesInto == valuesInto;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(values),
        sparseValues,
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

  /** Returns the kind of the query, not its values. */
  @Override
  public String toString() {
    String source =
        id != null ? "id " + id : "dimension " + values.length + ", sparse " + sparseValues;
    return "QueryRequest[" + source + ", topK " + topK + "]";
  }

  /** Builds a {@link QueryRequest}. */
  public static final class Builder {
    private final float[] values;
    private final @Nullable SparseValues sparseValues;
    private final @Nullable String id;
    private int topK = 10;
    private @Nullable Filter filter;
    private boolean includeValues;
    private boolean includeMetadata;
    private @Nullable Float scanFactor;
    private @Nullable Integer maxCandidates;
    private @Nullable ConsistencyToken after;
    private @Nullable VectorBuffer valuesInto;

    private Builder(float[] values, @Nullable SparseValues sparseValues, @Nullable String id) {
      this.values = values;
      this.sparseValues = sparseValues;
      this.id = id;
    }

    /** Sets the maximum number of matches, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** Sets the filter that matches must fulfil. Default: none. */
    public Builder filter(Filter filter) {
      this.filter = Objects.requireNonNull(filter, "filter");
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
      this.after = Objects.requireNonNull(write, "write");
      return this;
    }

    /**
     * Makes matches contain their values, and reads the dense ones into the array of a buffer: see
     * {@link QueryResponse#columns()}. Default: each match has an array of its own.
     */
    public Builder valuesInto(VectorBuffer buffer) {
      this.valuesInto = Objects.requireNonNull(buffer, "buffer");
      return includeValues(true);
    }

    /** Builds the request. */
    public QueryRequest build() {
      return new QueryRequest(this);
    }
  }
}
