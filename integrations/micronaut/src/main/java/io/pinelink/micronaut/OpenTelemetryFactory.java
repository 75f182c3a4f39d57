package io.pinelink.micronaut;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.pinelink.opentelemetry.OpenTelemetryCallListener;
import jakarta.inject.Singleton;

/** The spans and metrics of calls, with {@code pinelink-opentelemetry}. */
@Factory
@Requires(classes = {OpenTelemetryCallListener.class, OpenTelemetry.class})
final class OpenTelemetryFactory {
  @Singleton
  @Requires(beans = OpenTelemetry.class, missingBeans = OpenTelemetryCallListener.class)
  OpenTelemetryCallListener openTelemetryCallListener(OpenTelemetry telemetry) {
    return OpenTelemetryCallListener.of(telemetry);
  }
}
