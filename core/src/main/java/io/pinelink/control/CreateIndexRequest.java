package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import java.util.Arrays;
import java.util.List;
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
public final class CreateIndexRequest extends NewIndex<CreateIndexRequest.Builder> {

  private CreateIndexRequest(Builder builder) {
    super(builder);
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

  public VectorType vectorType() {
    return settings.isSparse ? VectorType.SPARSE : VectorType.DENSE;
  }

  public OptionalInt dimension() {
    return settings.dimension == 0 ? OptionalInt.empty() : OptionalInt.of(settings.dimension);
  }

  public IndexSpec spec() {
    return settings.spec;
  }

  public Metric metric() {
    return settings.metricOrDefault();
  }

  @Override
  public String toString() {
    return "CreateIndexRequest[%s, %s, dimension %s]"
        .formatted(settings.name, vectorType(), settings.dimension);
  }

  /** Builds a {@link CreateIndexRequest}. */
  public static final class Builder extends NewIndex.Builder<Builder> {
    private final IndexSpec spec;
    private int dimension;
    private boolean isSparse;
    private @Nullable Metric metric;

    private Builder(String name, IndexSpec spec) {
      super(name);
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
            "index '%s' has %s sparse vectors, expected one of these"
                .formatted(name, (isSparse ? "both a dimension and" : "neither a dimension nor")));
      }
      if (isSparse && !metricOrDefault().equals(Metric.DOT_PRODUCT)) {
        throw new IllegalArgumentException(
            "metric is " + metric + ", expected dotproduct for a sparse index");
      }
      return new CreateIndexRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          name, isSparse, dimension, spec, metricOrDefault(), deletionProtection, tags);
    }
  }
}
