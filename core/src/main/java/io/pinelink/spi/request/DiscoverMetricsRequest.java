package io.pinelink.spi.request;

import io.pinelink.internal.validation.AdminRules;

/**
 * A project whose metrics are discovered.
 *
 * @param projectId the id of the project, a UUID
 */
public record DiscoverMetricsRequest(String projectId) {
  /** Checks the id. */
  public DiscoverMetricsRequest {
    AdminRules.id("projectId", projectId);
  }
}
