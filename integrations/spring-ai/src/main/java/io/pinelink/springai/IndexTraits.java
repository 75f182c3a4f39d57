package io.pinelink.springai;

import io.pinelink.error.PinelinkException;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metric and the dimension of an index, as one request reported them. Thread-safe. */
final class IndexTraits {
  private final Supplier<IndexStats> stats;
  private final @Nullable Metric configured;
  private volatile @Nullable IndexStats known;

  /**
   * @param configured the metric that the user set, which is not requested then
   */
  IndexTraits(Supplier<IndexStats> stats, @Nullable Metric configured) {
    this.stats = stats;
    this.configured = configured;
  }

  /**
   * Returns the metric, after a request if it is not known yet.
   *
   * @throws IllegalStateException if the service does not report it
   */
  Metric metric() {
    return configured != null
        ? configured
        : described()
            .metric()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the service does not report the metric of the index: set the metric of"
                            + " the store"));
  }

  /** Returns the description for observations; empty if the service does not give it. */
  Optional<IndexStats> ifAvailable() {
    try {
      return Optional.of(described());
    } catch (PinelinkException e) {
      return Optional.empty(); // The operation itself will report what is wrong.
    }
  }

  private IndexStats described() {
    IndexStats described = known;
    if (described == null) {
      described = stats.get();
      known = described;
    }
    return described;
  }
}
