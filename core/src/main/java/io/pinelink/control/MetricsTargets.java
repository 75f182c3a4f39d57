package io.pinelink.control;

import java.util.List;
import java.util.Map;

/**
 * A group of targets that Prometheus scrapes, as its HTTP service discovery reports them.
 *
 * <p>Source: PrometheusTargets, API version 2026-07.
 */
public sealed interface MetricsTargets
    permits io.pinelink.internal.response.ControlResponses.MetricsTargetsResult {
  /** Returns the URLs of the metrics. */
  List<String> targets();

  /** Returns the labels that Prometheus adds to the metrics of these targets. */
  Map<String, String> labels();
}
