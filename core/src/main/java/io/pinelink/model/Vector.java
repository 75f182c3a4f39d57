package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An id with dense values, sparse values or both, and metadata.
 *
 * <p>The id has 1 to 512 ASCII characters without NUL. Dense values have exactly the index's
 * dimension, 1 to 20,000 finite floats; a sparse index takes sparse values alone, and only a dense
 * index with the metric dot product takes both.
 *
 * <p>Immutable and thread-safe; arrays are copied in and out. Source: Vector, API version 2026-04.
 */
public final class Vector {
  private static final float[] NONE = {};

  private final String id;
  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final Metadata metadata;

  /** Whether nobody has looked yet if it keeps the rules for requests. */
  private final boolean received;

  private Vector(
      String id,
      float[] values,
      @Nullable SparseValues sparseValues,
      Metadata metadata,
      boolean received) {
    this.received = received;
    this.id = id;
    this.values = values;
    this.sparseValues = sparseValues;
    this.metadata = metadata;
  }

  /**
   * A vector of dense values without metadata. The values are copied here and nowhere else: the
   * array may be used again as soon as this returns, also while the vector is being sent.
   *
   * @throws IllegalArgumentException if the id or a value is outside the limits above
   */
  public static Vector of(String id, float[] values) {
    return builder(id).values(values).build();
  }

  /**
   * A vector of dense values with metadata; the values are copied as in {@link #of(String,
   * float[])}.
   */
  public static Vector of(String id, float[] values, Metadata metadata) {
    return builder(id).values(values).metadata(metadata).build();
  }

  /** Begins a vector; at least one kind of values must follow. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /**
   * What a service answered, taken as it is: it may break the rules for requests, and it may have
   * no values at all.
   *
   * @param values the dense values; they are not copied, so the array is the vector's from now on
   */
  public static Vector received(
      String id, float[] values, @Nullable SparseValues sparseValues, Metadata metadata) {
    return new Vector(id, values, sparseValues, metadata, true);
  }

  /** The same, as it may stand in a request. */
  Vector checked() {
    if (!received) {
      return this;
    }
    Builder builder = builder(id).metadata(metadata);
    if (values.length > 0) {
      builder.values(values);
    }
    if (sparseValues != null) {
      builder.sparseValues(sparseValues);
    }
    return builder.build();
  }

  /** The id. */
  public String id() {
    return id;
  }

  /** How many dense values there are; 0 for a vector of sparse values alone. */
  public int dimension() {
    return values.length;
  }

  /** The dense value at a position from 0 to below {@link #dimension()}. */
  public float value(int position) {
    return values[position];
  }

  /** A copy of the dense values; empty for a vector of sparse values alone. */
  public float[] values() {
    return values.clone();
  }

  /**
   * Puts {@code length} dense values, from a position on, into a buffer; the way to read many
   * without a copy of all.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(values, position, length);
  }

  /** The sparse values; empty if there are none. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** The metadata; empty, not null, if there is none. */
  public Metadata metadata() {
    return metadata;
  }

  /** The metadata, as a type of your own. */
  public <T> T metadata(MetadataCodec<T> codec) {
    return codec.decode(metadata);
  }

  /**
   * All of it as a JSON object on one line, as the service's REST API names the parts: {@code id},
   * {@code values}, {@code sparseValues} with {@code indices} and {@code values}, {@code metadata}.
   * What is empty is left out; each value reads back as the same float.
   */
  public String toJson() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", id);
    if (values.length > 0) {
      parts.put("values", values);
    }
    if (sparseValues != null) {
      parts.put("sparseValues", sparseValues.asMap());
    }
    if (!metadata.isEmpty()) {
      parts.put("metadata", metadata.asMap());
    }
    return JsonText.of(parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vector that
        && that.id.equals(id)
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && that.metadata.equals(metadata);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(values);
  }

  /** The id and how much there is, not values or metadata. */
  @Override
  public String toString() {
    return "Vector[" + id + ", dimension " + values.length + ", sparse " + sparseValues + "]";
  }

  /** Builds a {@link Vector}. */
  public static final class Builder {
    private final String id;
    private float[] values = NONE;
    private @Nullable SparseValues sparseValues;
    private Metadata metadata = Metadata.empty();

    private Builder(String id) {
      this.id = Check.id("id", id);
    }

    /**
     * The dense values: 1 to 20,000 finite floats, copied at once and nowhere else. Default: none.
     */
    public Builder values(float... values) {
      this.values = Check.dense("values of '" + id + "'", values);
      return this;
    }

    /** The sparse values. Default: none. */
    public Builder sparseValues(SparseValues sparseValues) {
      this.sparseValues = sparseValues.checked();
      return this;
    }

    /** The metadata, at most 40,960 bytes by the service's count. Default: none. */
    public Builder metadata(Metadata metadata) {
      this.metadata = metadata.checked();
      return this;
    }

    /** A value of your own as metadata. Default: none. */
    public <T> Builder metadata(MetadataCodec<T> codec, T value) {
      return metadata(codec.encode(value));
    }

    /**
     * The vector.
     *
     * @throws IllegalArgumentException if it has neither dense nor sparse values
     */
    public Vector build() {
      if (values.length == 0 && sparseValues == null) {
        throw new IllegalArgumentException(
            "vector '" + id + "' has no values, expected dense values, sparse values or both");
      }
      return new Vector(id, values, sparseValues, metadata, false);
    }
  }
}
