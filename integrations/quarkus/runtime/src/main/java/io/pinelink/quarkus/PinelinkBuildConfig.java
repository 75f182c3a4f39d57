package io.pinelink.quarkus;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The properties that are read when the application is built, and not later. */
@ConfigMapping(prefix = PinelinkConfig.PREFIX)
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface PinelinkBuildConfig {
  /** Whether to configure a client. */
  @WithDefault("true")
  boolean enabled();

  /** Health check of the client. */
  HealthBuild health();

  /** Meters of calls, with pinelink-micrometer and quarkus-micrometer. */
  Telemetry metrics();

  /** Spans and metrics of calls, with pinelink-opentelemetry and quarkus-opentelemetry. */
  Telemetry tracing();

  /** The server that starts in dev mode and for tests. */
  DevServices devservices();

  /** Health check of the client. */
  interface HealthBuild {
    /** Whether the client is part of the readiness of the application. */
    @WithDefault("true")
    boolean enabled();
  }

  /** A listener of calls. */
  interface Telemetry {
    /** Whether to report calls. */
    @WithDefault("true")
    boolean enabled();
  }

  /** The server that starts in dev mode and for tests. */
  interface DevServices {
    /** Whether to start the server, unless a property has an API key or a control plane. */
    @WithDefault("true")
    boolean enabled();

    /** Indexes to create: a dimension such as 384, with a metric as in 384:dotproduct, or JSON. */
    @ConfigDocMapKey("index")
    Map<String, String> indexes();

    /** Files or folders to load. Default: the folder pinelink-seed of the project, if it exists. */
    Optional<List<String>> seeds();
  }
}
