package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.List;
import java.util.Map;

/**
 * A group of targets that Prometheus scrapes, as its HTTP service discovery reports them.
 *
 * <p>Source: PrometheusTargets, API version 2026-07.
 *
 * @param targets the URLs of the metrics
 * @param labels the labels that Prometheus adds to the metrics of these targets
 */
public record MetricsTargets(List<String> targets, Map<String, String> labels) {
  /** Copies the targets and the labels. */
  public MetricsTargets {
    targets = Check.copy("targets", targets);
    labels = Check.copy("labels", labels);
  }
}
