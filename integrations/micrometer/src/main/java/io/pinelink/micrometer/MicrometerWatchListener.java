package io.pinelink.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.pinelink.doctor.watch.WatchListener;
import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchedHost;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reports the checks of a {@link io.pinelink.doctor.watch.RouteWatch} to Micrometer, with the names
 * of {@code pinelink watch}.
 *
 * <pre>{@code
 * RouteWatch watch = RouteWatch.builder(Doctor.of(client)::check)
 *     .listener(MicrometerWatchListener.of(meterRegistry))
 *     .start();
 * }</pre>
 *
 * <p>The guide {@code docs/watch.md} lists all names. Gauges show the last check of each host, and
 * end when it is removed. Thread-safe. One listener serves one watch.
 */
public final class MicrometerWatchListener implements WatchListener {
  private final MeterRegistry registry;
  private final Map<String, HostMeters> hosts = new HashMap<>();

  private MicrometerWatchListener(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Creates a listener that reports to {@code meters}. */
  public static MicrometerWatchListener of(MeterRegistry meters) {
    return new MicrometerWatchListener(Objects.requireNonNull(meters, "meters is null"));
  }

  @Override
  public synchronized void checked(WatchedHost host) {
    hosts
        .computeIfAbsent(host.host(), name -> new HostMeters(registry))
        .show(WatchMetric.of(List.of(host), Instant.now()));
  }

  @Override
  public synchronized void removed(String host) {
    HostMeters removed = hosts.remove(host);
    if (removed != null) {
      removed.remove();
    }
  }
}
