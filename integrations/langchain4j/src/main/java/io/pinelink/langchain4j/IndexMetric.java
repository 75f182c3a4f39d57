package io.pinelink.langchain4j;

import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metric of an index, requested once unless the user set it. Thread-safe. */
final class IndexMetric {
  private final Supplier<IndexStats> stats;
  private volatile @Nullable Metric known;

  /**
   * @param configured the metric that the user set
   */
  IndexMetric(Supplier<IndexStats> stats, @Nullable Metric configured) {
    this.stats = stats;
    this.known = configured;
  }

  /**
   * Returns the metric, after a request if it is not known yet.
   *
   * @throws IllegalStateException if the service does not report it
   */
  Metric get() {
    Metric metric = known;
    if (metric == null) {
      metric =
          stats
              .get()
              .metric()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the service does not report the metric of the index: set the metric of"
                              + " the store"));
      known = metric;
    }
    return metric;
  }
}
