package io.pinelink.langchain4j;

import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import org.jspecify.annotations.Nullable;

/** The metric of an index, requested once unless the user set it. Thread-safe. */
final class IndexMetric {
  private final SearchStep<IndexStats> stats;
  private volatile @Nullable Metric known;

  /**
   * @param stats requests the statistics of the index, which contain the metric
   * @param configured the metric that the user set
   */
  IndexMetric(SearchStep<IndexStats> stats, @Nullable Metric configured) {
    this.stats = stats;
    this.known = configured;
  }

  /**
   * Returns the step that finds the metric, by a request if it is not known yet. It fails with an
   * {@link IllegalStateException} if the service does not report the metric.
   */
  SearchStep<Metric> get() {
    Metric metric = known;
    return metric == null ? stats.map(this::remember) : SearchStep.of(metric);
  }

  private Metric remember(IndexStats reported) {
    Metric metric =
        reported
            .metric()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the service does not report the metric of the index: set the metric of"
                            + " the store"));
    known = metric;
    return metric;
  }
}
