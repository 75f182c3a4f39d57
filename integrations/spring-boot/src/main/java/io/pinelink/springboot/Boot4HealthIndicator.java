package io.pinelink.springboot;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health indicator for Spring Boot 4. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {
  private final PinelinkHealth health;

  Boot4HealthIndicator(PinelinkHealth health) {
    super("The check of the Pinelink client failed");
    this.health = health;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    PinelinkHealth.Result result = health.check();
    builder.withDetails(result.shown());
    if (result.failure() == null) {
      builder.up();
    } else {
      builder.down(result.failure());
    }
  }
}
