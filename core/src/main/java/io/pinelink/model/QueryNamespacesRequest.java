package io.pinelink.model;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One query for several namespaces, whose matches are merged.
 *
 * <p>Immutable and thread-safe.
 */
public final class QueryNamespacesRequest {
  private static final String DEFAULT_NAMESPACE = "__default__";

  private final List<String> namespaces;
  private final QueryRequest query;
  private final @Nullable Metric metric;
  private final int concurrency;

  private QueryNamespacesRequest(Builder builder) {
    this.namespaces = builder.namespaces;
    this.query = builder.query;
    this.metric = builder.metric;
    this.concurrency = builder.concurrency;
  }

  /**
   * Begins a request.
   *
   * @param namespaces at least one, none twice; empty or {@code __default__} for the default one
   * @param query what to look for in each of them; its {@code topK} is how many matches are wanted
   *     of all together; without {@code after}
   */
  public static Builder of(Collection<String> namespaces, QueryRequest query) {
    return new Builder(namespaces, query);
  }

  /** The namespaces, in the order given. */
  public List<String> namespaces() {
    return namespaces;
  }

  /** What to look for. */
  public QueryRequest query() {
    return query;
  }

  /** The index's metric; empty to ask the service. */
  public Optional<Metric> metric() {
    return Optional.ofNullable(metric);
  }

  /** How many namespaces are queried at the same time, at most. */
  public int concurrency() {
    return concurrency;
  }

  /** How many namespaces, and the query's own words. */
  @Override
  public String toString() {
    return "QueryNamespacesRequest[" + namespaces.size() + " namespaces, " + query + "]";
  }

  /** Builds a {@link QueryNamespacesRequest}. */
  public static final class Builder {
    private final List<String> namespaces;
    private final QueryRequest query;
    private @Nullable Metric metric;
    private int concurrency = 16;

    private Builder(Collection<String> namespaces, QueryRequest query) {
      this.namespaces = List.copyOf(namespaces);
      this.query = Objects.requireNonNull(query, "query");
      if (this.namespaces.isEmpty()) {
        throw new IllegalArgumentException("namespaces is empty, expected at least one");
      }
      if (query.after().isPresent()) {
        throw new IllegalArgumentException(
            "query waits for a write of one namespace; wait with awaitVisible before");
      }
      Set<String> seen = new HashSet<>();
      for (String namespace : this.namespaces) {
        Check.namespace(namespace);
        if (!seen.add(namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace)) {
          throw new IllegalArgumentException("namespace '" + namespace + "' is given twice");
        }
      }
    }

    /**
     * The index's metric, which says whether high scores or low ones are near. Default: the service
     * is asked first, which takes a call more.
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

    /** How many namespaces are queried at the same time, at most: 1 to 1,000. Default: 16. */
    public Builder concurrency(int concurrency) {
      this.concurrency = Check.range("concurrency", concurrency, 1, 1_000);
      return this;
    }

    /** The request. */
    public QueryNamespacesRequest build() {
      return new QueryNamespacesRequest(this);
    }
  }
}
