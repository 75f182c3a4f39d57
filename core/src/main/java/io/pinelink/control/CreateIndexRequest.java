package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
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
 * CreateIndexRequest.dense("docs", 384, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
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
    this.vectorType = builder.isSparse ? VectorType.SPARSE : VectorType.DENSE;
    this.dimension = builder.dimension;
    this.spec = builder.spec;
    this.metric = builder.metricOrDefault();
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
  }

  /**
   * Returns a request for an index of dense vectors, whose metric is the cosine.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param dimension the dimension of the vectors, 1 to 20,000
   * @param spec the deployment of the index: serverless, pod or BYOC
   */
  public static CreateIndexRequest dense(String name, int dimension, IndexSpec spec) {
    return builder(name, spec).dimension(dimension).build();
  }

  /** Returns a request for an index of sparse vectors, whose metric is the dot product. */
  public static CreateIndexRequest sparse(String name, IndexSpec spec) {
    return builder(name, spec).sparseVectors().build();
  }

  /**
   * Creates a request builder, which needs either a dimension or {@link Builder#sparseVectors()}.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param spec the deployment of the index: serverless, pod or BYOC
   */
  public static Builder builder(String name, IndexSpec spec) {
    Objects.requireNonNull(spec, "spec is null");
    return new Builder(name, spec);
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

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, spec);
    builder.isSparse = vectorType.equals(VectorType.SPARSE);
    builder.dimension = dimension;
    builder.metric = metric;
    builder.deletionProtection = deletionProtection;
    builder.tags.putAll(tags);
    return builder;
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
    private final IndexSpec spec;
    private int dimension;
    private boolean isSparse;
    private @Nullable Metric metric;
    private boolean deletionProtection;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder(String name, IndexSpec spec) {
      this.name = Check.resourceName("index", name);
      this.spec = IndexSpecRule.check(spec);
    }

    /** Sets the dimension of the vectors, 1 to 20,000, which are dense. Default: none. */
    public Builder dimension(int dimension) {
      this.dimension = Check.range("dimension", dimension, 1, Check.MAX_DIMENSION);
      return this;
    }

    /** Makes the vectors sparse; they have no dimension. Default: the vectors are dense. */
    public Builder sparseVectors() {
      this.isSparse = true;
      return this;
    }

    /**
     * Sets the metric. Default: cosine, or dot product for a sparse index, which accepts no other.
     */
    public Builder metric(Metric metric) {
      this.metric = Objects.requireNonNull(metric, "metric is null");
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
      TagRules.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Adds tags, as {@link #tag} does for each. */
    public Builder tags(Map<String, String> tags) {
      Objects.requireNonNull(tags, "tags is null").forEach(this::tag);
      return this;
    }

    private Metric metricOrDefault() {
      if (metric != null) {
        return metric;
      }
      return isSparse ? Metric.DOT_PRODUCT : Metric.COSINE;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it has neither a dimension nor sparse vectors, or both,
     *     or sparse vectors with another metric than the dot product
     */
    public CreateIndexRequest build() {
      if (isSparse == (dimension != 0)) {
        throw new IllegalArgumentException(
            "index '"
                + name
                + "' has "
                + (isSparse ? "both a dimension and" : "neither a dimension nor")
                + " sparse vectors, expected one of these");
      }
      if (isSparse && !metricOrDefault().equals(Metric.DOT_PRODUCT)) {
        throw new IllegalArgumentException(
            "metric is " + metric + ", expected dotproduct for a sparse index");
      }
      return new CreateIndexRequest(this);
    }
  }
}
