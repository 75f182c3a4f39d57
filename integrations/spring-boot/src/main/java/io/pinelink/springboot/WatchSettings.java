package io.pinelink.springboot;

import io.pinelink.springboot.PinelinkProperties.Watch;
import io.pinelink.watch.RouteWatch;

/** The settings of the checks of routes. */
final class WatchSettings {
  private WatchSettings() {}

  /**
   * Applies the properties.
   *
   * @throws PinelinkPropertyException if one is invalid
   */
  static void apply(Watch watch, RouteWatch.Builder builder) {
    Setters.apply("watch.interval", watch.interval(), builder::interval);
    Setters.apply("watch.jitter", watch.jitter(), builder::jitter);
    Setters.apply("watch.rise", watch.rise(), builder::rise);
    Setters.apply("watch.fall", watch.fall(), builder::fall);
    Setters.apply("watch.concurrency", watch.concurrency(), builder::concurrency);
    Setters.apply(
        "watch.certificate-warning", watch.certificateWarning(), builder::certificateWarning);
  }
}
