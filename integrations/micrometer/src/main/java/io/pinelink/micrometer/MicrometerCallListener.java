package io.pinelink.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.pinelink.bulk.BulkListener;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.RetryTokens;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reports each call to Micrometer: as an observation, from which Micrometer makes a timer and, with
 * Micrometer Tracing, a span; and in meters of its own.
 *
 * <pre>{@code
 * Pinelink client = Pinelink.builder()
 *     .callListener(MicrometerCallListener.of(meterRegistry))
 *     .build();
 * }</pre>
 *
 * <p>The guide {@code docs/telemetry.md} lists all names. Thread-safe. One listener may serve
 * several clients.
 */
public final class MicrometerCallListener implements CallListener {
  private final ObservationRegistry observations;
  private final @Nullable CallObservationConvention convention;
  private final boolean namespaces;
  private final CallMeters meters;
  private final RetryBudgetGauges budgets;
  private final BulkMeters bulk;

  private MicrometerCallListener(MeterRegistry meterRegistry, ObservationRegistry observations) {
    Objects.requireNonNull(meterRegistry, "meters is null");
    this.observations = Objects.requireNonNull(observations, "observations is null");
    this.convention = null;
    this.namespaces = true;
    this.meters = new CallMeters(meterRegistry);
    this.budgets = RetryBudgetGauges.of(meterRegistry);
    this.bulk = BulkMeters.of(meterRegistry);
  }

  /** Creates a listener with the meters of another one, so that gauges of both are the same. */
  private MicrometerCallListener(
      MicrometerCallListener other,
      @Nullable CallObservationConvention convention,
      boolean namespaces) {
    this.observations = other.observations;
    this.convention = convention;
    this.namespaces = namespaces;
    this.meters = other.meters;
    this.budgets = other.budgets;
    this.bulk = other.bulk;
  }

  /**
   * Creates a listener for a program without observations of its own, whose calls are timed by
   * {@code meters}.
   */
  public static MicrometerCallListener of(MeterRegistry meters) {
    ObservationRegistry timing = ObservationRegistry.create();
    timing
        .observationConfig()
        .observationHandler(
            new DefaultMeterObservationHandler(
                meters, DefaultMeterObservationHandler.IgnoredMeters.LONG_TASK_TIMER));
    return of(meters, timing);
  }

  /**
   * Creates a listener that reports calls to the handlers of {@code observations}, which time and
   * trace them. An observation that is current on the thread that starts a call is its parent.
   *
   * @param meters receives the other meters, such as the number of attempts by route
   */
  public static MicrometerCallListener of(MeterRegistry meters, ObservationRegistry observations) {
    return new MicrometerCallListener(meters, observations);
  }

  /**
   * Returns a listener with other names and keys of observations. Default: a {@code
   * GlobalObservationConvention} of the registry for {@link CallObservationContext}, or else {@link
   * DefaultCallObservationConvention}.
   */
  public MicrometerCallListener convention(CallObservationConvention other) {
    Objects.requireNonNull(other, "other is null");
    return new MicrometerCallListener(this, other, namespaces);
  }

  /**
   * Returns a listener whose observations do not contain the namespace, for programs whose
   * namespaces are named after customers. No meter contains it in any case. A convention that does
   * not extend {@link DefaultCallObservationConvention} has to use {@link
   * CallObservationContext#namespace()}.
   */
  public MicrometerCallListener withoutNamespaces() {
    return new MicrometerCallListener(this, convention, false);
  }

  /**
   * Returns a filter that publishes the durations of calls as a histogram, with the buckets of the
   * OpenTelemetry conventions. Without it, registries publish count, sum and maximum. A registry
   * must have it before the first call.
   */
  public static MeterFilter durationBuckets() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(CallAttributes.DURATION_METRIC)
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(
                    CallAttributes.DURATION_BUCKETS.stream()
                        .mapToDouble(seconds -> seconds * TimeUnit.SECONDS.toNanos(1))
                        .toArray())
                .build()
                .merge(config)
            : config;
      }
    };
  }

  @Override
  public CallObserver started(CallStart call) {
    meters.started(call);
    CallObservationContext context = new CallObservationContext(call, namespaces);
    Observation observation =
        Observation.createNotStarted(
                convention, DefaultCallObservationConvention.INSTANCE, () -> context, observations)
            .start();
    return new ObservationObserver(context, observation, meters);
  }

  @Override
  public void connected(Connection connection) {
    meters.connection(connection, "established");
  }

  @Override
  public void refused(Connection connection) {
    meters.connection(connection, "refused");
  }

  @Override
  public void retryTokens(RetryTokens tokens) {
    budgets.changed(tokens);
  }

  @Override
  public void retryBudgetRemoved(RetryTokens last) {
    budgets.removed(last);
  }

  /** Removes the gauges of the client. Counters and timers keep their totals. */
  @Override
  public void closed(long client) {
    budgets.closed(client);
    bulk.closed(client);
  }

  @Override
  public BulkListener bulkStarted(BulkStart started) {
    return bulk.started(started);
  }
}
