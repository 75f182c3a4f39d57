package io.pinelink.copy;

import io.pinelink.error.ServiceException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The items of a namespace that the statistics of its index count and its listing does not have.
 * Statistics lag behind writes, so a deviation counts only if it stays.
 */
final class UnlistedItems {
  private static final Duration LAG = Duration.ofMinutes(1);

  private final Supplier<OptionalLong> counted;
  private final Consumer<Duration> pauses;
  private final long patience;

  /**
   * @param patience how long a bulk operation would wait for the service
   */
  UnlistedItems(NamespaceSide<?> side, Duration patience) {
    this(() -> counted(side), Waiting::pause, patience);
  }

  /**
   * @param counted reads the count of the statistics; empty if they are not available
   */
  UnlistedItems(Supplier<OptionalLong> counted, Consumer<Duration> pauses, Duration patience) {
    this.counted = counted;
    this.pauses = pauses;
    this.patience = Math.min(patience.toNanos(), LAG.toNanos());
  }

  /**
   * Returns the number of items.
   *
   * @param listed the number of ids that were listed
   */
  long count(long listed) {
    long waited = 0;
    for (int attempt = 1; ; attempt++) {
      long unlisted = Math.max(0, counted.get().orElse(0) - listed);
      if (unlisted == 0 || waited >= patience) {
        return unlisted;
      }
      Duration pause = Waiting.after(attempt);
      waited += pause.toNanos();
      pauses.accept(pause);
    }
  }

  private static OptionalLong counted(NamespaceSide<?> side) {
    try {
      return side.count(side.stats());
    } catch (ServiceException e) {
      if (e.isRetryable()) {
        throw e;
      }
      return OptionalLong.empty();
    }
  }
}
