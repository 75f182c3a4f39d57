package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;

/**
 * The targets from which the metrics of a project can be scraped.
 *
 * @param groups the groups of targets, in the service's order
 */
public record DiscoverMetricsResponse(List<MetricsTargets> groups, ResponseInfo info)
    implements Response {
  /** Copies the groups. */
  public DiscoverMetricsResponse {
    Objects.requireNonNull(info, "info");
    groups = Check.copy("groups", groups);
  }
}
