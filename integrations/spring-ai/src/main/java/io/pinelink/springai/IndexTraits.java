package io.pinelink.springai;

import io.pinelink.error.PinelinkException;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metric and the dimension of an index, as one request reported them, for a store and all its
 * views. They are requested again if the store's index is replaced by one on another host.
 * Thread-safe.
 */
final class IndexTraits {
  private final @Nullable Metric configured;
  private volatile @Nullable Described known;

  private record Described(String host, IndexStats stats) {}

  /**
   * @param configured the metric that the user set, which is not requested then
   */
  IndexTraits(@Nullable Metric configured) {
    this.configured = configured;
  }

  /**
   * Returns the metric, after a request if it is not known yet.
   *
   * @throws IllegalStateException if the service does not report it
   */
  Metric metric(StoreTarget index) {
    return configured != null
        ? configured
        : described(index)
            .metric()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the service does not report the metric of the index: set the metric of"
                            + " the store"));
  }

  /** Returns the description for observations; empty if the service does not give it. */
  Optional<IndexStats> ifAvailable(StoreTarget index) {
    try {
      return Optional.of(described(index));
    } catch (PinelinkException e) {
      return Optional.empty(); // The operation itself will report what is wrong.
    }
  }

  private IndexStats described(StoreTarget index) {
    String host = index.route().host();
    Described described = known;
    if (described == null || !described.host().equals(host)) {
      described = new Described(host, index.stats());
      known = described;
    }
    return described.stats();
  }
}
