package io.pinelink.namespaces;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query of several namespaces, whose matches are merged.
 *
 * <p>Immutable and thread-safe.
 */
public final class QueryNamespacesRequest extends Built<QueryNamespacesRequest.Builder> {
  private static final String DEFAULT_NAMESPACE = "__default__";

  private QueryNamespacesRequest(Builder builder) {
    super(builder);
  }

  /**
   * Returns a request with the default settings.
   *
   * @param namespaces at least one, without duplicates; empty or {@code __default__} for the
   *     default one
   * @param query as for {@link #builder}
   */
  public static QueryNamespacesRequest of(Collection<String> namespaces, QueryRequest query) {
    return builder(namespaces, query).build();
  }

  /**
   * Creates a request builder.
   *
   * @param namespaces at least one, without duplicates; empty or {@code __default__} for the
   *     default one
   * @param query the query for each of them; its {@code topK} is the number of matches from all of
   *     them together; without {@code after} and {@code valuesInto}
   */
  public static Builder builder(Collection<String> namespaces, QueryRequest query) {
    Objects.requireNonNull(namespaces, "namespaces is null");
    return new Builder(namespaces, query);
  }

  public List<String> namespaces() {
    return settings.namespaces;
  }

  public QueryRequest query() {
    return settings.query;
  }

  public Optional<Metric> metric() {
    return Optional.ofNullable(settings.metric);
  }

  public int concurrency() {
    return settings.concurrency;
  }

  /** Returns the number of namespaces and the query's own description. */
  @Override
  public String toString() {
    return "QueryNamespacesRequest[%s namespaces, %s]"
        .formatted(settings.namespaces.size(), settings.query);
  }

  /** Builds a {@link QueryNamespacesRequest}. */
  public static final class Builder extends Settings {
    private final List<String> namespaces;
    private final QueryRequest query;
    private @Nullable Metric metric;
    private int concurrency = 16;

    private Builder(Collection<String> namespaces, QueryRequest query) {
      this.namespaces = List.copyOf(namespaces);
      this.query = Objects.requireNonNull(query, "query is null");
      if (this.namespaces.isEmpty()) {
        throw new IllegalArgumentException("namespaces is empty, expected at least one");
      }
      if (query.after().isPresent()) {
        throw new IllegalArgumentException(
            "query waits for a write to one namespace; call awaitVisible before the query instead");
      }
      Check.noBuffer("queryNamespaces", query.valuesInto());
      Set<String> seen = new HashSet<>();
      for (String namespace : this.namespaces) {
        Check.namespace(namespace);
        if (!seen.add(namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace)) {
          throw new IllegalArgumentException("namespace '" + namespace + "' is given twice");
        }
      }
    }

    /**
     * Sets the index's metric, which defines whether high or low scores are near. Default: the
     * service is asked first, which takes an extra call.
     *
     * @throws IllegalArgumentException if it is not one of the three of {@link Metric}
     */
    public Builder metric(Metric metric) {
      if (!metric.isKnown()) {
        throw new IllegalArgumentException(
            "metric is '" + metric.value() + "', expected cosine, euclidean or dotproduct");
      }
      this.metric = metric;
      return this;
    }

    /**
     * Sets the maximum number of namespaces that are queried at the same time, 1 to 1,000. Default:
     * 16.
     */
    public Builder concurrency(int concurrency) {
      this.concurrency = Check.range("concurrency", concurrency, 1, 1_000);
      return this;
    }

    /** Builds the request. */
    public QueryNamespacesRequest build() {
      return new QueryNamespacesRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(namespaces, query, metric, concurrency);
    }
  }
}
