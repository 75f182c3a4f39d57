package io.pinelink.model;

import io.pinelink.internal.json.JsonText;
import io.pinelink.internal.validation.Check;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An id with dense values, sparse values or both, and metadata.
 *
 * <p>The id has 1 to 512 ASCII characters without NUL. Dense values have exactly the index's
 * dimension, 1 to 20,000 finite floats; a sparse index accepts sparse values only, and only a dense
 * index with the dot product metric accepts both.
 *
 * <p>Immutable and thread-safe; arrays are copied in and out. The dense values of a response that
 * was read into a {@link VectorBuffer} are valid until {@link DenseColumns#release}; an upsert of
 * the vector copies them. Source: Vector, API version 2026-04.
 */
public sealed class Vector
    permits SharedVector, io.pinelink.internal.response.VectorResponses.ReceivedVector {
  private static final float[] NONE = {};

  private final String id;
  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final Metadata metadata;

  /**
   * True if the content came from the service and was not checked against the rules for requests.
   */
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

  /** For vectors of responses, which are not checked. */
  protected Vector(
      String id, float[] values, @Nullable SparseValues sparseValues, Metadata metadata) {
    this(id, values, sparseValues, metadata, true);
  }

  /**
   * Creates a vector of dense values without metadata. The values are copied once, here: the array
   * may be reused as soon as this method returns, even while the vector is being sent.
   *
   * @throws IllegalArgumentException if the id or a value is outside the limits above
   */
  public static Vector of(String id, float[] values) {
    return builder(id).values(values).build();
  }

  /**
   * Creates a vector of dense values with metadata. The values are copied as in {@link #of(String,
   * float[])}.
   */
  public static Vector of(String id, float[] values, Metadata metadata) {
    return builder(id).values(values).metadata(metadata).build();
  }

  /** Creates a vector builder; at least one kind of values must be set. */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Returns whether the content came from the service and was not checked. */
  boolean isReceived() {
    return received;
  }

  /** Returns this object, checked against the rules for requests. */
  Vector checked() {
    if (!received) {
      return this;
    }
    // The array belongs to the vector, so it is not copied again.
    Builder builder = builder(id).metadata(metadata);
    if (dimension() > 0) {
      builder.values = Check.ownDense(valuesOf(id), exactValues());
    }
    if (sparseValues != null) {
      builder.sparseValues(sparseValues);
    }
    return builder.build();
  }

  private static String valuesOf(String id) {
    return "values of '" + id + "'";
  }

  /** Returns the position of the first dense value in the array of a response. */
  int offset() {
    return 0;
  }

  /** Returns an array of exactly the dense values, which must not be changed. */
  float[] exactValues() {
    return values;
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns the number of dense values; 0 for a vector of sparse values only. */
  public int dimension() {
    return values.length;
  }

  /** Returns the dense value at a position from 0 to below {@link #dimension()}. */
  public float value(int position) {
    return values[position];
  }

  /** Returns a copy of the dense values; empty for a vector of sparse values only. */
  public float[] values() {
    return values.clone();
  }

  /**
   * Returns a copy of the dense values as an immutable list of boxed floats; empty for a vector of
   * sparse values only. Prefer {@link #values()}, which takes a fifth of the memory.
   */
  public List<Float> valuesAsList() {
    List<Float> list = new ArrayList<>(dimension());
    for (int i = 0; i < dimension(); i++) {
      list.add(value(i));
    }
    return Collections.unmodifiableList(list);
  }

  /**
   * Copies {@code length} dense values, starting at a position, into a buffer. Use it to read many
   * values without a copy of the whole array.
   */
  public void copyTo(FloatBuffer target, int position, int length) {
    target.put(values, position, length);
  }

  /** Returns the sparse values; empty if there are none. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /** Returns the metadata; empty, not null, if there is none. */
  public Metadata metadata() {
    return metadata;
  }

  /** Returns the metadata, converted to a type of your own. */
  public <T> T metadata(MetadataCodec<T> codec) {
    return codec.decode(metadata);
  }

  /**
   * Returns the vector as a JSON object on one line, with the member names of the service's REST
   * API: {@code id}, {@code values}, {@code sparseValues} with {@code indices} and {@code values},
   * {@code metadata}. Empty parts are left out. Each value reads back as the same float.
   */
  public String toJson() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("id", id);
    if (dimension() > 0) {
      parts.put("values", exactValues());
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
        && Arrays.equals(that.exactValues(), exactValues())
        && Objects.equals(that.sparseValues, sparseValues)
        && that.metadata.equals(metadata);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(exactValues());
  }

  /** Returns the id and the sizes, not values or metadata. */
  @Override
  public String toString() {
    return "Vector[" + id + ", dimension " + dimension() + ", sparse " + sparseValues + "]";
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

    /** Sets the dense values: 1 to 20,000 finite floats, copied once, here. Default: none. */
    public Builder values(float... values) {
      this.values = Check.dense(valuesOf(id), values);
      return this;
    }

    /** Sets the sparse values. Default: none. */
    public Builder sparseValues(SparseValues sparseValues) {
      this.sparseValues = sparseValues.checked();
      return this;
    }

    /** Sets the metadata, at most 40,960 bytes by the service's count. Default: none. */
    public Builder metadata(Metadata metadata) {
      this.metadata = metadata.checked();
      return this;
    }

    /** Sets the metadata to a value of your own. Default: none. */
    public <T> Builder metadata(MetadataCodec<T> codec, T value) {
      Objects.requireNonNull(value, "value is null");
      return metadata(codec.encode(value));
    }

    /**
     * Builds the vector.
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
