package io.pinelink.spi.dial;

import io.pinelink.internal.failure.RefusedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The log of refused addresses: one line for a host and minute, however many calls fail by it. A
 * program that retries may not show its failures. Thread-safe.
 */
final class RefusalLog {
  static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());
  private static final int MAX_HOSTS = 1_000;

  private final LongSupplier nanoTime;

  /** When the last line of each host was logged, the oldest first. */
  private final Map<String, Long> logged = new LinkedHashMap<>();

  RefusalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void refused(String host, RefusedAddressException why) {
    if (isDue(host)) {
      LOG.log(System.Logger.Level.WARNING, "no connection to {0}: {1}", host, why.getMessage());
    }
  }

  private synchronized boolean isDue(String host) {
    long now = nanoTime.getAsLong();
    Long last = logged.get(host);
    if (last != null && now - last < INTERVAL.toNanos()) {
      return false;
    }
    logged.remove(host);
    logged.put(host, now);
    if (logged.size() > MAX_HOSTS) {
      logged.remove(logged.keySet().iterator().next());
    }
    return true;
  }
}
