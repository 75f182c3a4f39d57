package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.pinelink.telemetry.CallAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The buckets of the durations of calls, with Spring Boot's own metrics on either line. */
class DurationBucketsTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(PinelinkAutoConfigurationTest.Everything.class)
          .withPropertyValues("pinelink.api-key=pcsk_secret_of_this_test");

  /** Returns the upper bounds of the buckets of a timer, in seconds. */
  private static List<Double> buckets(MeterRegistry meters, String timer) {
    return Stream.of(meters.timer(timer).takeSnapshot().histogramCounts())
        .map(bucket -> bucket.bucket(TimeUnit.SECONDS))
        .toList();
  }

  private static List<Double> buckets(MeterRegistry meters) {
    return buckets(meters, CallAttributes.DURATION_METRIC);
  }

  @Test
  void theBucketsFollowTheConventions() {
    application.run(
        context -> {
          MeterRegistry meters = context.getBean(MeterRegistry.class);
          assertThat(buckets(meters)).isEqualTo(CallAttributes.DURATION_BUCKETS);
          assertThat(buckets(meters, "other.timer")).isEmpty();
        });
  }

  @Test
  void propertiesOfTheApplicationReplaceTheBuckets() {
    application
        .withPropertyValues(
            "management.metrics.distribution.slo." + CallAttributes.DURATION_METRIC + "=100ms,1s")
        .run(
            context ->
                assertThat(buckets(context.getBean(MeterRegistry.class)))
                    .containsExactly(0.1, 1.0));
  }

  @Test
  void aBeanOfTheApplicationRemovesTheBuckets() {
    application
        .withBean("pinelinkDurationBuckets", MeterFilter.class, () -> new MeterFilter() {})
        .run(context -> assertThat(buckets(context.getBean(MeterRegistry.class))).isEmpty());
  }
}
