package io.pinelink.springboot;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health indicator for Spring Boot 3. */
final class Boot3HealthIndicator extends AbstractHealthIndicator {
  private final PinelinkHealth health;

  Boot3HealthIndicator(PinelinkHealth health) {
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
