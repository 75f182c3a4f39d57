package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What to look for: the nearest vectors to dense values, sparse values, both, or a stored vector.
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
  }

  /**
   * The nearest to dense values. They are copied here and nowhere else: the array may be used again
   * as soon as this returns, also while the query is being sent.
   *
   * @param values exactly the index's dimension, 1 to 20,000 finite floats
   */
  public static Builder nearest(float... values) {
    return new Builder(Check.dense("values", values), null, null);
  }

  /** The nearest to sparse values, on a sparse index. */
  public static Builder nearest(SparseValues sparseValues) {
    return new Builder(NONE, sparseValues.checked(), null);
  }

  /**
   * The nearest to dense and sparse values together, on a dense index with dot product. The dense
   * values are copied as in {@link #nearest(float...)}.
   */
  public static Builder nearest(float[] values, SparseValues sparseValues) {
    return new Builder(Check.dense("values", values), sparseValues.checked(), null);
  }

  /** The nearest to a stored vector of the same namespace; it is normally the first match. */
  public static Builder nearestTo(String id) {
    return new Builder(NONE, null, Check.id("id", id));
  }

  /** A copy of the dense values; empty if the query has none. */
  public float[] values() {
    return values.clone();
  }

  /** How many dense values there are; 0 if the query has none. */
  public int dimension() {
    return values.length;
  }

  /** The dense value at a position. */
  public float value(int position) {
    return values[position];
  }

  /**
   * Puts {@code length} dense values, from a position on, into a buffer; the way to read many
   * without a copy of all.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(values, position, length);
  }

  /** The sparse values; empty if the query has none. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** The id of the stored vector to look around; empty if the query has values. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** How many matches are wanted, 1 to 10,000. */
  public int topK() {
    return topK;
  }

  /** What matches must fulfil; empty if anything may match. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** Whether matches carry their values. */
  public boolean includeValues() {
    return includeValues;
  }

  /** Whether matches carry their metadata. */
  public boolean includeMetadata() {
    return includeMetadata;
  }

  /** The share of the index to scan, 0.5 to 4; empty for the service's default. */
  public Optional<Float> scanFactor() {
    return Optional.ofNullable(scanFactor);
  }

  /** How many candidates to score exactly, 1 to 100,000; empty for the service's default. */
  public OptionalInt maxCandidates() {
    return maxCandidates == null ? OptionalInt.empty() : OptionalInt.of(maxCandidates);
  }

  /** The write that the answer must have seen; empty if any answer is good enough. */
  public Optional<ConsistencyToken> after() {
    return Optional.ofNullable(after);
  }

  /** A builder with all of this in it. */
  public Builder toBuilder() {
    Builder builder = new Builder(values, sparseValues, id);
    builder.topK = topK;
    builder.filter = filter;
    builder.includeValues = includeValues;
    builder.includeMetadata = includeMetadata;
    builder.scanFactor = scanFactor;
    builder.maxCandidates = maxCandidates;
    builder.after = after;
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
        && Objects.equals(that.after, after);
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
        after);
  }

  /** What kind of query it is, not its values. */
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

    private Builder(float[] values, @Nullable SparseValues sparseValues, @Nullable String id) {
      this.values = values;
      this.sparseValues = sparseValues;
      this.id = id;
    }

    /** How many matches are wanted, 1 to 10,000. Default: 10. */
    public Builder topK(int topK) {
      this.topK = Check.range("topK", topK, 1, 10_000);
      return this;
    }

    /** What matches must fulfil. Default: anything may match. */
    public Builder filter(Filter filter) {
      this.filter = filter;
      return this;
    }

    /** Makes matches carry their values: short for {@code includeValues(true)}. */
    public Builder includeValues() {
      return includeValues(true);
    }

    /** Sets whether matches carry their values. Default: false. */
    public Builder includeValues(boolean includeValues) {
      this.includeValues = includeValues;
      return this;
    }

    /** Makes matches carry their metadata: short for {@code includeMetadata(true)}. */
    public Builder includeMetadata() {
      return includeMetadata(true);
    }

    /** Sets whether matches carry their metadata. Default: false. */
    public Builder includeMetadata(boolean includeMetadata) {
      this.includeMetadata = includeMetadata;
      return this;
    }

    /**
     * The share of the index to scan, 0.5 to 4; more finds more and costs more. For dense indexes
     * on dedicated read nodes. Default: the service's, 4.
     */
    public Builder scanFactor(float scanFactor) {
      if (!(scanFactor >= 0.5f && scanFactor <= 4)) {
        throw new IllegalArgumentException("scanFactor is " + scanFactor + ", expected 0.5 to 4");
      }
      this.scanFactor = scanFactor;
      return this;
    }

    /**
     * How many candidates to score exactly, 1 to 100,000. For dense indexes on dedicated read
     * nodes. Default: the service's.
     */
    public Builder maxCandidates(int maxCandidates) {
      this.maxCandidates = Check.range("maxCandidates", maxCandidates, 1, 100_000);
      return this;
    }

    /**
     * Makes the query wait until its answer has seen a write: it is asked again, ever less often,
     * until the service reports the write's number or the call's time is over. Default: the first
     * answer is taken.
     *
     * @param write from {@link ResponseInfo#consistencyToken()} of the write; its namespace must be
     *     the query's
     */
    public Builder after(ConsistencyToken write) {
      this.after = write;
      return this;
    }

    /** The request. */
    public QueryRequest build() {
      return new QueryRequest(this);
    }
  }
}
