package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request to create an index.
 *
 * <pre>{@code
 * CreateIndexRequest.dense("docs", 384, IndexSpec.serverless("aws", "us-east-1")).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: createIndex, API versions 2026-04 and 2026-07.
 */
public final class CreateIndexRequest {
  private final String name;
  private final VectorType vectorType;
  private final int dimension;
  private final IndexSpec spec;
  private final Metric metric;
  private final boolean deletionProtection;
  private final Map<String, String> tags;

  private CreateIndexRequest(Builder builder) {
    this.name = builder.name;
    this.vectorType = builder.vectorType;
    this.dimension = builder.dimension;
    this.spec = builder.spec;
    this.metric = builder.metric;
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
  }

  /**
   * Creates a builder for an index of dense vectors.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param dimension the dimension of the vectors, 1 to 20,000
   * @param spec the deployment of the index: serverless, pod or BYOC
   */
  public static Builder dense(String name, int dimension, IndexSpec spec) {
    Objects.requireNonNull(spec, "spec");
    return new Builder(
        name,
        VectorType.DENSE,
        Check.range("dimension", dimension, 1, Check.MAX_DIMENSION),
        spec,
        Metric.COSINE);
  }

  /** Creates a builder for an index of sparse vectors, whose metric is the dot product. */
  public static Builder sparse(String name, IndexSpec spec) {
    Objects.requireNonNull(spec, "spec");
    return new Builder(name, VectorType.SPARSE, 0, spec, Metric.DOT_PRODUCT);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the vector type, dense or sparse. */
  public VectorType vectorType() {
    return vectorType;
  }

  /** Returns the dimension of the vectors; empty for a sparse index. */
  public OptionalInt dimension() {
    return dimension == 0 ? OptionalInt.empty() : OptionalInt.of(dimension);
  }

  /** Returns the deployment of the index. */
  public IndexSpec spec() {
    return spec;
  }

  /** Returns the metric. */
  public Metric metric() {
    return metric;
  }

  /** Returns whether the service refuses to delete the index. */
  public boolean deletionProtection() {
    return deletionProtection;
  }

  /** Returns the tags. */
  public Map<String, String> tags() {
    return tags;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreateIndexRequest that
        && that.name.equals(name)
        && that.vectorType.equals(vectorType)
        && that.dimension == dimension
        && that.spec.equals(spec)
        && that.metric.equals(metric)
        && that.deletionProtection == deletionProtection
        && that.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, vectorType, dimension, spec, metric, deletionProtection, tags);
  }

  @Override
  public String toString() {
    return "CreateIndexRequest[" + name + ", " + vectorType + ", dimension " + dimension + "]";
  }

  /** Builds a {@link CreateIndexRequest}. */
  public static final class Builder {
    private final String name;
    private final VectorType vectorType;
    private final int dimension;
    private final IndexSpec spec;
    private Metric metric;
    private boolean deletionProtection;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder(String name, VectorType type, int dimension, IndexSpec spec, Metric metric) {
      this.name = Check.resourceName("index", name);
      this.vectorType = type;
      this.dimension = dimension;
      this.spec = IndexSpecRule.check(spec);
      this.metric = metric;
    }

    /**
     * Sets the metric. Default: cosine, or dot product for a sparse index, which accepts no other.
     */
    public Builder metric(Metric metric) {
      if (vectorType.equals(VectorType.SPARSE) && !metric.equals(Metric.DOT_PRODUCT)) {
        throw new IllegalArgumentException(
            "metric is " + metric + ", expected dotproduct for a sparse index");
      }
      this.metric = metric;
      return this;
    }

    /** Makes the service refuse to delete the index: short for {@code deletionProtection(true)}. */
    public Builder deletionProtection() {
      return deletionProtection(true);
    }

    /** Sets whether the service refuses to delete the index. Default: false. */
    public Builder deletionProtection(boolean deletionProtection) {
      this.deletionProtection = deletionProtection;
      return this;
    }

    /** Adds a tag: a key of at most 80 characters, a value of at most 120. Default: no tags. */
    public Builder tag(String key, String value) {
      Tags.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Builds the request. */
    public CreateIndexRequest build() {
      return new CreateIndexRequest(this);
    }
  }
}
