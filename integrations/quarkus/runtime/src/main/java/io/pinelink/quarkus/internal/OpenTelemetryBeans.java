package io.pinelink.quarkus.internal;

import io.opentelemetry.api.OpenTelemetry;
import io.pinelink.opentelemetry.OpenTelemetryCallListener;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reports calls to the SDK of quarkus-opentelemetry. */
@Singleton
public class OpenTelemetryBeans {
  /** Called by the container. */
  public OpenTelemetryBeans() {}

  /** Produces the listener, unless the application has one of its own. */
  @Produces
  @Singleton
  @DefaultBean
  public OpenTelemetryCallListener listener(OpenTelemetry openTelemetry) {
    return OpenTelemetryCallListener.of(openTelemetry);
  }
}
