package io.pinelink.model;

import io.pinelink.validation.Check;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of one stored vector: what is given replaces what is there, metadata key by key; the
 * rest stays. An unknown id changes nothing and is no error.
 *
 * <p>Immutable and thread-safe. Source: updateVector, API version 2026-04.
 */
public final class UpdateRequest {
  private static final float[] NONE = {};

  private final String id;
  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final Metadata metadata;

  private UpdateRequest(Builder builder) {
    this.id = builder.id;
    this.values = builder.values;
    this.sparseValues = builder.sparseValues;
    this.metadata = builder.metadata;
  }

  /** Begins a change of the vector with this id; at least one change must follow. */
  public static Builder byId(String id) {
    return new Builder(id);
  }

  /** The id of the vector. */
  public String id() {
    return id;
  }

  /** A copy of the new dense values; empty to leave them. */
  public float[] values() {
    return values.clone();
  }

  /** The new sparse values; empty to leave them. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** The metadata to set; empty to leave it. */
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UpdateRequest that
        && that.id.equals(id)
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && that.metadata.equals(metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, Arrays.hashCode(values), sparseValues, metadata);
  }

  /** The id and what changes, not the values. */
  @Override
  public String toString() {
    return "UpdateRequest[" + id + ", dimension " + values.length + ", " + metadata + "]";
  }

  /** Builds an {@link UpdateRequest}. */
  public static final class Builder {
    private final String id;
    private float[] values = NONE;
    private @Nullable SparseValues sparseValues;
    private Metadata metadata = Metadata.empty();

    private Builder(String id) {
      this.id = Check.id("id", id);
    }

    /** The new dense values: exactly the index's dimension, finite. Default: they stay. */
    public Builder values(float... values) {
      this.values = Check.dense("values of '" + id + "'", values);
      return this;
    }

    /** The new sparse values. Default: they stay. */
    public Builder sparseValues(SparseValues sparseValues) {
      this.sparseValues = sparseValues;
      return this;
    }

    /** Metadata to add or overwrite; other keys stay, and none can be removed. Default: none. */
    public Builder setMetadata(Metadata metadata) {
      this.metadata = metadata;
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
      return new UpdateRequest(this);
    }
  }
}
