package io.pinelink.cli.watch;

import io.pinelink.doctor.watch.WatchMetric;
import io.pinelink.doctor.watch.WatchMetric.Sample;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** Metrics in the text format of Prometheus. */
final class PrometheusText {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private PrometheusText() {}

  static byte[] of(Collection<WatchMetric> metrics) {
    List<MetricSnapshot> snapshots =
        metrics.stream()
            .filter(metric -> !metric.samples().isEmpty())
            .map(PrometheusText::snapshot)
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(out, new MetricSnapshots(snapshots), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static MetricSnapshot snapshot(WatchMetric metric) {
    String name = PrometheusNaming.prometheusName(metric.name());
    if (!metric.unit().isEmpty()) {
      name += "_" + metric.unit();
    }
    if (metric.counter()) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(name).help(metric.description());
      for (Sample sample : metric.samples()) {
        counter.dataPoint(
            CounterDataPointSnapshot.builder()
                .labels(labels(sample))
                .value(sample.value())
                .build());
      }
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(metric.description());
    for (Sample sample : metric.samples()) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder().labels(labels(sample)).value(sample.value()).build());
    }
    return gauge.build();
  }

  private static Labels labels(Sample sample) {
    Labels.Builder labels = Labels.builder();
    sample
        .tags()
        .forEach((name, value) -> labels.label(PrometheusNaming.prometheusName(name), value));
    return labels.build();
  }
}
