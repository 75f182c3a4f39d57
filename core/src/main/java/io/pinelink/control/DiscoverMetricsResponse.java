package io.pinelink.control;

import io.pinelink.model.Response;
import java.util.List;

/** The targets from which the metrics of a project can be scraped. */
public sealed interface DiscoverMetricsResponse extends Response
    permits io.pinelink.internal.response.ControlResponses.DiscoverMetricsResult {
  /** Returns the groups of targets, in the service's order. */
  List<MetricsTargets> groups();
}
