package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update of stored vectors: of one by its id, or of all that match a filter.
 *
 * <p>By id, each given part replaces the stored one, metadata key by key; the rest is unchanged. An
 * unknown id changes nothing and is not an error. By filter, only metadata can be set, and the
 * service changes at most 100,000 vectors per call: repeat the call until {@link
 * UpdateResponse#matchedRecords()} reports that no more vectors match.
 *
 * <p>Immutable and thread-safe. Source: updateVector, API version 2026-04; by filter since 2025-10.
 */
public final class UpdateRequest extends Built<UpdateRequest.Builder> {
  private static final float[] NONE = {};

  private UpdateRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for an update of the vector with this id; at least one change must be set.
   */
  public static Builder builder(String id) {
    return new Builder(Check.id("id", id), null, false);
  }

  /**
   * Returns a request that sets metadata of every vector that matches a filter: keys are added or
   * overwritten, others are unchanged.
   *
   * @throws IllegalArgumentException if there is no metadata to set
   */
  public static UpdateRequest matching(Filter filter, Metadata metadata) {
    return new Builder(null, Objects.requireNonNull(filter, "filter is null"), false)
        .metadata(metadata)
        .build();
  }

  /** Returns a request that counts the vectors that match a filter and changes none. */
  public static UpdateRequest dryRun(Filter filter) {
    return new Builder(null, Objects.requireNonNull(filter, "filter is null"), true).build();
  }

  public Optional<String> id() {
    return Optional.ofNullable(settings.id);
  }

  public Optional<Filter> filter() {
    return Optional.ofNullable(settings.filter);
  }

  /** Returns a copy of the new dense values; empty to keep the stored ones. */
  public float[] values() {
    return settings.values.clone();
  }

  public int dimension() {
    return settings.values.length;
  }

  /** Returns the new dense value at a position. */
  public float value(int position) {
    return settings.values[position];
  }

  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(settings.sparseValues);
  }

  public Metadata metadata() {
    return settings.metadata;
  }

  public boolean isDryRun() {
    return settings.dryRun;
  }

  /** Returns the kind of update and its changes, not the values. */
  @Override
  public String toString() {
    String which =
        settings.id == null ? (settings.dryRun ? "dry run by filter" : "by filter") : settings.id;
    return "UpdateRequest[%s, dimension %s, %s]"
        .formatted(which, settings.values.length, settings.metadata);
  }

  /** Builds an {@link UpdateRequest}. */
  public static final class Builder extends Settings {
    private final @Nullable String id;
    private final @Nullable Filter filter;
    private final boolean dryRun;
    private float[] values = NONE;
    private @Nullable SparseValues sparseValues;
    private Metadata metadata = Metadata.empty();

    private Builder(@Nullable String id, @Nullable Filter filter, boolean dryRun) {
      this.id = id;
      this.filter = filter;
      this.dryRun = dryRun;
    }

    /**
     * Sets the new dense values: exactly the index's dimension, finite, copied at once. Only for an
     * update by id. Default: unchanged.
     */
    public Builder values(float... values) {
      this.values = Check.dense("values of " + which(), values);
      return this;
    }

    /** Sets the new sparse values. Only for an update by id. Default: unchanged. */
    public Builder sparseValues(SparseValues sparseValues) {
      this.sparseValues = sparseValues.checked();
      return this;
    }

    /**
     * Sets the metadata to add or overwrite. Other keys are unchanged, and none can be removed.
     * Default: none.
     */
    public Builder metadata(Metadata metadata) {
      this.metadata = metadata.checked();
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it changes nothing and is not a dry run, or changes
     *     values by filter, or is a dry run with changes
     */
    public UpdateRequest build() {
      boolean changesValues = values.length > 0 || sparseValues != null;
      boolean changesNothing = !changesValues && metadata.isEmpty();
      if (dryRun && !changesNothing) {
        throw new IllegalArgumentException(
            "dry run has changes, expected none: it only counts vectors");
      }
      if (id == null && changesValues) {
        throw new IllegalArgumentException(
            "update by filter changes values, expected metadata: only an update by id sets values");
      }
      if (!dryRun && changesNothing) {
        throw new IllegalArgumentException(
            id == null
                ? "update by filter changes nothing, expected metadata to set"
                : "update of %s changes nothing, expected values, sparse values or metadata"
                    .formatted(which()));
      }
      return new UpdateRequest(this);
    }

    private String which() {
      return id == null ? "an update by filter" : "'" + id + "'";
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(id, filter, new DenseValues(values), sparseValues, metadata, dryRun);
    }
  }
}
