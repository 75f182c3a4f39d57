package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of stored vectors, of one by its id or of all that match a filter.
 *
 * <p>By id, what is given replaces what is there, metadata key by key; the rest stays. An unknown
 * id changes nothing and is no error. By filter, metadata alone can be set, and the service changes
 * at most 100,000 vectors a call: repeat it until {@link UpdateResponse#matchedRecords()} says that
 * nothing is left to do.
 *
 * <p>Immutable and thread-safe. Source: updateVector, API version 2026-04; by filter since 2025-10.
 */
public final class UpdateRequest {
  private static final float[] NONE = {};

  private final @Nullable String id;
  private final @Nullable Filter filter;
  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final Metadata metadata;
  private final boolean dryRun;

  private UpdateRequest(
      @Nullable String id,
      @Nullable Filter filter,
      float[] values,
      @Nullable SparseValues sparseValues,
      Metadata metadata,
      boolean dryRun) {
    this.id = id;
    this.filter = filter;
    this.values = values;
    this.sparseValues = sparseValues;
    this.metadata = metadata;
    this.dryRun = dryRun;
  }

  /** Begins a change of the vector with this id; at least one change must follow. */
  public static Builder byId(String id) {
    return new Builder(id);
  }

  /**
   * Sets metadata of every vector that matches a filter: keys are added or overwritten, others
   * stay.
   *
   * @throws IllegalArgumentException if there is no metadata to set
   */
  public static UpdateRequest byFilter(Filter filter, Metadata metadata) {
    if (metadata.isEmpty()) {
      throw new IllegalArgumentException(
          "update by filter changes nothing, expected metadata to set");
    }
    return new UpdateRequest(
        null, Objects.requireNonNull(filter), NONE, null, metadata.checked(), false);
  }

  /** Counts the vectors that match a filter and changes none. */
  public static UpdateRequest dryRun(Filter filter) {
    return new UpdateRequest(
        null, Objects.requireNonNull(filter), NONE, null, Metadata.empty(), true);
  }

  /** The id of the vector; empty for an update by filter. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** What the vectors must fulfil; empty for an update by id. */
  public Optional<Filter> filter() {
    return Optional.ofNullable(filter);
  }

  /** A copy of the new dense values; empty to leave them. */
  public float[] values() {
    return values.clone();
  }

  /** How many new dense values there are; 0 to leave them. */
  public int dimension() {
    return values.length;
  }

  /** The new dense value at a position. */
  public float value(int position) {
    return values[position];
  }

  /** The new sparse values; empty to leave them. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** The metadata to set; empty to leave it. */
  public Metadata metadata() {
    return metadata;
  }

  /** Whether to count only. */
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateRequest that
        && Objects.equals(that.id, id)
        && Objects.equals(that.filter, filter)
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && that.metadata.equals(metadata)
        && that.dryRun == dryRun;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, filter, Arrays.hashCode(values), sparseValues, metadata, dryRun);
  }

  /** The id, or that there is a filter, and what changes, not the values. */
  @Override
  public String toString() {
    String which = id == null ? (dryRun ? "dry run by filter" : "by filter") : id;
    return "UpdateRequest[" + which + ", dimension " + values.length + ", " + metadata + "]";
  }

  /** Builds an {@link UpdateRequest} by id. */
  public static final class Builder {
    private final String id;
    private float[] values = NONE;
    private @Nullable SparseValues sparseValues;
    private Metadata metadata = Metadata.empty();

    private Builder(String id) {
      this.id = Check.id("id", id);
    }

    /**
     * The new dense values: exactly the index's dimension, finite, copied at once. Default: they
     * stay.
     */
    public Builder values(float... values) {
      this.values = Check.dense("values of '" + id + "'", values);
      return this;
    }

    /** The new sparse values. Default: they stay. */
    public Builder sparseValues(SparseValues sparseValues) {
      this.sparseValues = sparseValues.checked();
      return this;
    }

    /** Metadata to add or overwrite; other keys stay, and none can be removed. Default: none. */
    public Builder setMetadata(Metadata metadata) {
      this.metadata = metadata.checked();
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it changes nothing
     */
    public UpdateRequest build() {
      if (values.length == 0 && sparseValues == null && metadata.isEmpty()) {
        throw new IllegalArgumentException(
            "update of '" + id + "' changes nothing, expected values, sparse values or metadata");
      }
      return new UpdateRequest(id, null, values, sparseValues, metadata, false);
    }
  }
}
